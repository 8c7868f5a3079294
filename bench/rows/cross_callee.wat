;; The callee of the rows for calls of another instance.
(module
  (func (export "hop") (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 1))))
