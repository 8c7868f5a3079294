;; A mutable cell as an effect: a loop counts down from n, and each of its accesses
;; goes to the handler and back.
(module
  (type $unit_body (func (result i64)))
  (type $unit (cont $unit_body))
  (type $value_body (func (param i64) (result i64)))
  (type $value (cont $value_body))
  (tag $get (result i64))
  (tag $put (param i64))
  (elem declare func $count_down)

  ;; How many steps it took.
  (func $count_down (result i64)
    (local $steps i64) (local $state i64)
    (loop $next
      (local.set $state (suspend $get))
      (if (i64.ne (local.get $state) (i64.const 0))
        (then
          (suspend $put (i64.sub (local.get $state) (i64.const 1)))
          (local.set $steps (i64.add (local.get $steps) (i64.const 1)))
          (br $next))))
    (local.get $steps))

  (func (export "run") (param $state i64) (result i64)
    (local $unit (ref null $unit))
    (local $value (ref null $value))
    (local.set $unit (cont.new $unit (ref.func $count_down)))
    (loop $next
      (block $asked (result (ref $value))
        (block $told (result i64 (ref $unit))
          (resume $unit (on $get $asked) (on $put $told) (local.get $unit))
          (return (i64.sub (local.get $state))))
        ;; It was told twice without being asked: this program does not do that.
        (unreachable))
      (local.set $value)
      (block $told (result i64 (ref $unit))
        (block $asked (result (ref $value))
          (resume $value (on $get $asked) (on $put $told)
            (local.get $state) (local.get $value))
          ;; The steps, less what is left, which is nothing.
          (return (i64.sub (local.get $state))))
        (unreachable))
      (local.set $unit)
      (local.set $state)
      (br $next))
    (unreachable)))
