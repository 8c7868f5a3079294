;; The first of a ring of instances that call each other through a reference in a
;; global, which the host sets with `link`, until one throws. The tag is of this one.
(module
  (type $hop (func (param i32 i32) (result i32)))
  (tag $e (export "e") (param i32))
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
      (i32.const 1))))
