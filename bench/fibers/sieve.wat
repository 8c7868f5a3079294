;; The sum of the first n primes. Each prime found becomes a stage, a continuation that
;; says of every number handed to it whether the prime divides it; a number that passes
;; all stages is the next prime.
(module
  (type $body (func (param i32)))
  (type $stage (cont $body))
  ;; Whether the last number is divisible; gets the next one.
  (tag $answer (param i32) (result i32))
  (table $stages 0 (ref null $stage))
  (elem declare func $divides)

  (func $divides (param $prime i32)
    (local $number i32)
    (local.set $number (suspend $answer (i32.const 0)))
    (loop $next
      (local.set $number
        (suspend $answer
          (i32.eqz (i32.rem_u (local.get $number) (local.get $prime)))))
      (br $next)))

  ;; Hands a number (to a new stage: its prime) to a stage.
  (func $ask (param $stage i32) (param $number i32) (result i32)
    (local $suspended (ref null $stage))
    (block $answered (result i32 (ref $stage))
      (resume $stage (on $answer $answered)
        (local.get $number) (table.get $stages (local.get $stage)))
      (unreachable))
    (local.set $suspended)
    (table.set $stages (local.get $stage) (local.get $suspended)))

  (func (export "run") (param $n i64) (result i64)
    (local $wanted i32) (local $found i32) (local $number i32) (local $stage i32)
    (local $sum i64)
    (local.set $wanted (i32.wrap_i64 (local.get $n)))
    (if (i32.gt_u (local.get $wanted) (table.size $stages))
      (then
        (drop
          (table.grow $stages (ref.null $stage)
            (i32.sub (local.get $wanted) (table.size $stages))))))
    (local.set $number (i32.const 2))
    (loop $next_number
      (if (i32.eq (local.get $found) (local.get $wanted))
        (then
          ;; What is not resumed again is dropped.
          (table.fill $stages (i32.const 0) (ref.null $stage) (local.get $wanted))
          (return (local.get $sum))))
      (local.set $stage (i32.const 0))
      (block $divisible
        (loop $next_stage
          (if (i32.lt_u (local.get $stage) (local.get $found))
            (then
              (br_if $divisible (call $ask (local.get $stage) (local.get $number)))
              (local.set $stage (i32.add (local.get $stage) (i32.const 1)))
              (br $next_stage))))
        (table.set $stages (local.get $found) (cont.new $stage (ref.func $divides)))
        (drop (call $ask (local.get $found) (local.get $number)))
        (local.set $found (i32.add (local.get $found) (i32.const 1)))
        (local.set $sum
          (i64.add (local.get $sum) (i64.extend_i32_u (local.get $number)))))
      (local.set $number (i32.add (local.get $number) (i32.const 1)))
      (br $next_number))
    (unreachable)))
