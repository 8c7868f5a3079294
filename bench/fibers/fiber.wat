;; The part of fiber.c that C cannot say: fibers are continuations, kept in a table.
(module
  (type $function (func (param i64) (result i64)))
  (type $fiber (cont $function))
  (import "program" "fiber_main" (func $main (type $function)))
  (tag $yield (param i64) (result i64))
  ;; Null where a fiber runs, or has finished and not been made anew.
  (table $fibers 0 (ref null $fiber))
  (elem declare func $main)

  (func (export "create") (param $place i32)
    (if (i32.ge_u (local.get $place) (table.size $fibers))
      (then
        (drop
          (table.grow $fibers (ref.null $fiber)
            (i32.add (table.size $fibers) (i32.const 64))))))
    (table.set $fibers (local.get $place) (cont.new $fiber (ref.func $main))))

  (func (export "resume") (param $place i32) (param $value i64) (result i64)
    (local $fiber (ref null $fiber))
    (block $yielded (result i64 (ref $fiber))
      (resume $fiber (on $yield $yielded)
        (local.get $value) (table.get $fibers (local.get $place)))
      (return))
    (local.set $fiber)
    (table.set $fibers (local.get $place) (local.get $fiber)))

  (func (export "yield") (param $value i64) (result i64)
    (suspend $yield (local.get $value)))

  (func (export "destroy") (param $place i32)
    (table.set $fibers (local.get $place) (ref.null $fiber))))
