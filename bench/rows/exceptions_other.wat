;; A member of the ring of `exceptions_first.wat`, which throws the tag of the
;; member before, and catches what came through ten frames of other instances.
(module
  (type $hop (func (param i32 i32) (result i32)))
  (tag $e (export "e") (import "previous" "e") (param i32))
  (global $next (mut (ref null $hop)) (ref.null $hop))

  (func (export "link") (param (ref null $hop))
    (global.set $next (local.get 0)))

  (func (export "hop") (type $hop) (param $frames i32) (param $x i32) (result i32)
    (if (i32.eqz (local.get $frames))
      (then (throw $e (local.get $x))))
    (i32.add
      (call_ref $hop
        (i32.sub (local.get $frames) (i32.const 1))
        (local.get $x)
        (global.get $next))
      (i32.const 1)))

  (func (export "run") (param $iterations i64) (result i64)
    (local $sum i64)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $sum
            (i64.add
              (local.get $sum)
              (i64.extend_i32_s
                (block $caught (result i32)
                  (try_table (result i32) (catch $e $caught)
                    (call_ref $hop
                      (i32.const 10)
                      (i32.wrap_i64 (local.get $iterations))
                      (global.get $next)))))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum)))
