;; What validation refuses: every rule of the instructions, once for each way to break it.
;; The words are those of the parser that the engine uses.

;; Types of continuations

;; Of a function type only.
(assert_invalid
  (module
    (type $s (struct)) (type $c (cont $s)))
  "non-function type 0")
(assert_invalid
  (module
    (type $a (array i8)) (type $c (cont $a)))
  "non-function type 0")

;; Not of a continuation type.
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f)) (type $d (cont $c)))
  "non-function type 1")

;; Of a type that there is.
(assert_invalid
  (module
    (type $c (cont 7)))
  "unknown type 7: type index out of bounds")

;; Not before it is defined, outside of a group.
(assert_invalid
  (module
    (type $c (cont 1)) (type $f (func)))
  "unknown type 1: type index out of bounds")

;; A continuation type is no function type.
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f)) (func (type $c)))
  "type index 1 is not a function type")
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f)) (tag (type $c)))
  "type index 1 is not a function type")
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f)) (func (block (type $c))))
  "expected func type at index 1, found (cont (id 0))")

;; Subtypes

;; Of a final type there are none.
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f)) (type $d (sub $c (cont $f))))
  "sub type cannot have a final super type")

;; The function types must be subtypes.
(assert_invalid
  (module
    (type $f (sub (func))) (type $g (sub (func (result i32))))
    (type $c (sub (cont $f))) (type $d (sub $c (cont $g))))
  "sub type must match super type")
(assert_invalid
  (module
    (type $f (sub (func (result anyref)))) (type $g (sub $f (func (result eqref))))
    (type $c (sub (cont $g))) (type $d (sub $c (cont $f))))
  "sub type must match super type")

;; A continuation type is no subtype of a function type, nor the reverse.
(assert_invalid
  (module
    (type $f (sub (func))) (type $c (sub $f (cont $f))))
  "sub type must match super type")
(assert_invalid
  (module
    (type $f (sub (func))) (type $c (sub (cont $f))) (type $g (sub $c (func))))
  "sub type must match super type")

;; The hierarchy is one of its own.
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f))
    (func (param (ref $c)) (result funcref) (local.get 0)))
  "type mismatch: expected funcref, found (ref $type)")
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f))
    (func (param (ref $c)) (result anyref) (local.get 0)))
  "type mismatch: expected anyref, found (ref $type)")
(assert_invalid
  (module
    (func (param contref) (result anyref) (local.get 0)))
  "type mismatch: expected anyref, found contref")
(assert_invalid
  (module
    (func (param contref) (result externref) (local.get 0)))
  "type mismatch: expected externref, found contref")
(assert_invalid
  (module
    (func (param contref) (result exnref) (local.get 0)))
  "type mismatch: expected exnref, found contref")
(assert_invalid
  (module
    (func (param nullcontref) (result nullref) (local.get 0)))
  "type mismatch: expected nullref, found nullcontref")
(assert_invalid
  (module
    (func (param nullref) (result nullcontref) (local.get 0)))
  "type mismatch: expected nullcontref, found nullref")

;; Not downwards.
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f))
    (func (param contref) (result (ref null $c)) (local.get 0)))
  "type mismatch: expected (ref null $type), found contref")
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f))
    (func (param (ref null $c)) (result (ref $c)) (local.get 0)))
  "type mismatch: expected (ref $type), found (ref null $type)")
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f))
    (func (param (ref null $c)) (result nullcontref) (local.get 0)))
  "type mismatch: expected nullcontref, found (ref null $type)")

;; Not between types that merely look similar.
(assert_invalid
  (module
    (type $f (func (result eqref))) (type $g (func (result anyref)))
    (type $c (cont $f)) (type $d (cont $g))
    (func (param (ref $c)) (result (ref $d)) (local.get 0)))
  "type mismatch: expected (ref $type), found (ref $type)")

;; A local that has no default must be set first.
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f)) (func (local (ref $c)) (drop (local.get 0))))
  "uninitialized local: 0")

;; So must the elements of a table.
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f)) (table 1 (ref $c)))
  "type mismatch: non-defaultable element type")

;; No casts
(assert_invalid
  (module
    (func (param contref) (result i32) (ref.test (ref cont) (local.get 0))))
  "invalid cast: cannot cast to a continuation type")
(assert_invalid
  (module
    (func (param contref) (result i32) (ref.test (ref null cont) (local.get 0))))
  "invalid cast: cannot cast to a continuation type")
(assert_invalid
  (module
    (func (param contref) (result i32) (ref.test (ref null nocont) (local.get 0))))
  "invalid cast: cannot cast to a continuation type")
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f))
    (func (param contref) (result i32) (ref.test (ref $c) (local.get 0))))
  "invalid cast: cannot cast to a continuation type")
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f))
    (func (param contref) (drop (ref.cast (ref $c) (local.get 0)))))
  "invalid cast: cannot cast to a continuation type")
(assert_invalid
  (module
    (func (param contref) (drop (ref.cast (ref null cont) (local.get 0)))))
  "invalid cast: cannot cast to a continuation type")
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f))
    (func (param contref) (result (ref $c)) (br_on_cast 0 contref (ref $c) (local.get 0)) (unreachable)))
  "invalid cast: cannot cast to a continuation type")
(assert_invalid
  (module
    (type $f (func)) (type $c (cont $f))
    (func (param contref) (result contref) (br_on_cast_fail 0 contref (ref $c) (local.get 0))))
  "invalid cast: cannot cast to a continuation type")

;; Nor comparison.
(assert_invalid
  (module
    (func (param contref contref) (result i32) (ref.eq (local.get 0) (local.get 1))))
  "type mismatch: expected subtype of eqref, found contref")

;; `cont.new`

;; Of a continuation type only.
(assert_invalid
  (module
    (type $f (func)) (elem declare func $x)
    (func $x (drop (cont.new $f (ref.func $x)))))
  "non-continuation type 0")

;; Of a type that there is.
(assert_invalid
  (module
    (func (drop (cont.new 9 (unreachable)))))
  "unknown type: type index out of bounds")

;; From a function of that very type.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f)) (type $g (func))
    (elem declare func $x) (func $x (drop (cont.new $c (ref.func $x)))))
  "type mismatch: expected (ref null $type), found (ref $type)")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (func (param funcref) (drop (cont.new $c (local.get 0)))))
  "type mismatch: expected (ref null $type), found funcref")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (func (param (ref $c)) (drop (cont.new $c (local.get 0)))))
  "type mismatch: expected (ref null $type), found (ref $type)")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (func (drop (cont.new $c (ref.null none)))))
  "type mismatch: expected (ref null $type), found nullref")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (func (drop (cont.new $c (i32.const 0)))))
  "type mismatch: expected (ref null $type), found i32")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (func (drop (cont.new $c))))
  "type mismatch: expected (ref null $type) but nothing on stack")

;; It gives a continuation.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (elem declare func $x) (func $x (type $f) (unreachable))
    (func (result (ref $f)) (cont.new $c (ref.func $x))))
  "type mismatch: expected (ref $type), found (ref $type)")

;; `cont.bind`

;; From a continuation type, to a continuation type.
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param (ref $c2)) (drop (cont.bind $f2 $c1 (i32.const 0) (local.get 0)))))
  "non-continuation type 0")
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param (ref $c2)) (drop (cont.bind $c2 $f1 (i32.const 0) (local.get 0)))))
  "non-continuation type 2")
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param (ref $c2)) (drop (cont.bind $c2 99 (i32.const 0) (local.get 0)))))
  "unknown type: type index out of bounds")

;; Not to more parameters.
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param (ref $c2)) (drop (cont.bind $c2 $c3 (local.get 0)))))
  "type mismatch in continuation arguments")

;; The parameters that are left are the last.
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param (ref $c2)) (drop (cont.bind $c2 $cx1 (i64.const 0) (local.get 0)))))
  "type mismatch in continuation types")

;; The results stay.
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param (ref $c2)) (drop (cont.bind $c2 $cy1 (i32.const 0) (local.get 0)))))
  "type mismatch in continuation types")

;; The arguments must be there, and of their types.
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param (ref $c2)) (drop (cont.bind $c2 $c1 (local.get 0)))))
  "type mismatch: expected i32 but nothing on stack")
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param (ref $c2)) (drop (cont.bind $c2 $c1 (i64.const 0) (local.get 0)))))
  "type mismatch: expected i32, found i64")
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param (ref $c2)) (drop (cont.bind $c2 $c0 (i32.const 0) (local.get 0)))))
  "type mismatch: expected i64, found i32")
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param (ref $c2)) (drop (cont.bind $c2 $c0 (i64.const 0) (i32.const 0) (local.get 0)))))
  "type mismatch: expected i64, found i32")

;; So must the continuation.
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param (ref $c3)) (drop (cont.bind $c2 $c1 (i32.const 0) (local.get 0)))))
  "type mismatch: expected (ref null $type), found (ref $type)")
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param contref) (drop (cont.bind $c2 $c1 (i32.const 0) (local.get 0)))))
  "type mismatch: expected (ref null $type), found contref")
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (drop (cont.bind $c2 $c1 (i32.const 0)))))
  "type mismatch: expected (ref null $type), found i32")

;; What it gives is of the second type.
(assert_invalid
  (module
    (type $f2 (func (param i32 i64) (result f32))) (type $c2 (cont $f2))
    (type $f1 (func (param i64) (result f32))) (type $c1 (cont $f1))
    (type $f0 (func (result f32))) (type $c0 (cont $f0))
    (type $x1 (func (param i32) (result f32))) (type $cx1 (cont $x1))
    (type $y1 (func (param i64) (result f64))) (type $cy1 (cont $y1))
    (type $f3 (func (param f64 i32 i64) (result f32))) (type $c3 (cont $f3))
    (func (param (ref $c2)) (result (ref $c2)) (cont.bind $c2 $c1 (i32.const 0) (local.get 0))))
  "type mismatch: expected (ref $type), found (ref $type)")

;; `suspend`

;; With a tag that there is.
(assert_invalid
  (module
    (func (suspend 0)))
  "unknown tag 0: tag index out of bounds")

;; With the tag's parameters.
(assert_invalid
  (module
    (tag $e (param i32) (result i64)) (func (drop (suspend $e))))
  "type mismatch: expected i32 but nothing on stack")
(assert_invalid
  (module
    (tag $e (param i32) (result i64)) (func (drop (suspend $e (i64.const 0)))))
  "type mismatch: expected i32, found i64")

;; It gives the tag's results.
(assert_invalid
  (module
    (tag $e (param i32) (result i64)) (func (result i32) (suspend $e (i32.const 0))))
  "type mismatch: expected i32, found i64")
(assert_invalid
  (module
    (tag $e (param i32) (result i64)) (func (suspend $e (i32.const 0))))
  "type mismatch: values remaining on stack at end of block")

;; `resume`

;; Of a continuation type.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume $f  (i32.const 0) (local.get 0)))))
  "non-continuation type 0")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume 99  (i32.const 0) (local.get 0)))))
  "unknown type: type index out of bounds")

;; With its operands.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume $c   (local.get 0)))))
  "type mismatch: expected i32 but nothing on stack")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume $c  (v128.const i64x2 0 0) (local.get 0)))))
  "type mismatch: expected i32, found v128")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (drop (resume $c  (i32.const 0) ))))
  "type mismatch: expected (ref null $type), found i32")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $k)) (drop (resume $c  (i32.const 0) (local.get 0)))))
  "type mismatch: expected (ref null $type), found (ref $type)")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param contref) (drop (resume $c  (i32.const 0) (local.get 0)))))
  "type mismatch: expected (ref null $type), found contref")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $f)) (drop (resume $c  (i32.const 0) (local.get 0)))))
  "type mismatch: expected (ref null $type), found (ref $type)")

;; It gives the results.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (result i32) (resume $c  (i32.const 0) (local.get 0))))
  "type mismatch: expected i32, found i64")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (resume $c  (i32.const 0) (local.get 0))))
  "type mismatch: values remaining on stack at end of block")

;; A handler has a tag and a label that there are.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (block $on (result i32 (ref $k)) (drop (resume $c (on 77 $on) (i32.const 0) (local.get 0))) (unreachable)) (drop))))
  "unknown tag 77: tag index out of bounds")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume $c (on $e 5) (i32.const 0) (local.get 0)))))
  "unknown label: branch depth too large")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume $c (on 77 switch) (i32.const 0) (local.get 0)))))
  "unknown tag 77: tag index out of bounds")

;; The label takes the tag's parameters and a continuation.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (drop (resume $c (on $e $on) (i32.const 0) (local.get 0))))))
  "type mismatch: instruction requires continuation reference type but label has none")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32) (drop (resume $c (on $e $on) (i32.const 0) (local.get 0))) (unreachable)) (drop)))
  "type mismatch: i32")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result (ref $k)) (drop (resume $c (on $e $on) (i32.const 0) (local.get 0))) (unreachable)) (drop)))
  "type mismatch between tag type and label type")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i64 (ref $k)) (drop (resume $c (on $e $on) (i32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch between tag type and label type")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 i32 (ref $k)) (drop (resume $c (on $e $on) (i32.const 0) (local.get 0))) (unreachable)) (drop) (drop) (drop)))
  "type mismatch between tag type and label type")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result (ref $k) i32) (drop (resume $c (on $e $on) (i32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch: i32")

;; A continuation of a type that is named, not of any.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 contref) (drop (resume $c (on $e $on) (i32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch: contref")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 (ref $f)) (drop (resume $c (on $e $on) (i32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "non-continuation type")

;; Its parameters are the tag's results.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 (ref $w)) (drop (resume $c (on $e $on) (i32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch in continuation type")

;; Its results are those of what was resumed.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 (ref $r)) (drop (resume $c (on $e $on) (i32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch in continuation type")

;; A second handler is looked at like the first.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 (ref $k)) (drop (resume $c (on $e $on) (on $e 1) (i32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch: instruction requires continuation reference type but label has none")

;; A tag for `switch` has no parameters, and the results of what was resumed.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume $c (on $swp switch) (i32.const 0) (local.get 0)))))
  "type mismatch: switch tag does not match continuation")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume $c (on $sw32 switch) (i32.const 0) (local.get 0)))))
  "type mismatch: switch tag does not match continuation")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume $c (on $x switch) (i32.const 0) (local.get 0)))))
  "type mismatch: switch tag does not match continuation")

;; `resume_throw`

;; Of a continuation type.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw $f $x  (f32.const 0) (local.get 0)))))
  "non-continuation type 0")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw 99 $x  (f32.const 0) (local.get 0)))))
  "unknown type: type index out of bounds")

;; With its operands.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw $c $x   (local.get 0)))))
  "type mismatch: expected f32 but nothing on stack")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw $c $x  (v128.const i64x2 0 0) (local.get 0)))))
  "type mismatch: expected f32, found v128")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (drop (resume_throw $c $x  (f32.const 0) ))))
  "type mismatch: expected (ref null $type), found f32")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $k)) (drop (resume_throw $c $x  (f32.const 0) (local.get 0)))))
  "type mismatch: expected (ref null $type), found (ref $type)")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param contref) (drop (resume_throw $c $x  (f32.const 0) (local.get 0)))))
  "type mismatch: expected (ref null $type), found contref")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $f)) (drop (resume_throw $c $x  (f32.const 0) (local.get 0)))))
  "type mismatch: expected (ref null $type), found (ref $type)")

;; It gives the results.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (result i32) (resume_throw $c $x  (f32.const 0) (local.get 0))))
  "type mismatch: expected i32, found i64")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (resume_throw $c $x  (f32.const 0) (local.get 0))))
  "type mismatch: values remaining on stack at end of block")

;; A handler has a tag and a label that there are.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (block $on (result i32 (ref $k)) (drop (resume_throw $c $x (on 77 $on) (f32.const 0) (local.get 0))) (unreachable)) (drop))))
  "unknown tag 77: tag index out of bounds")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw $c $x (on $e 5) (f32.const 0) (local.get 0)))))
  "unknown label: branch depth too large")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw $c $x (on 77 switch) (f32.const 0) (local.get 0)))))
  "unknown tag 77: tag index out of bounds")

;; The label takes the tag's parameters and a continuation.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (drop (resume_throw $c $x (on $e $on) (f32.const 0) (local.get 0))))))
  "type mismatch: instruction requires continuation reference type but label has none")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32) (drop (resume_throw $c $x (on $e $on) (f32.const 0) (local.get 0))) (unreachable)) (drop)))
  "type mismatch: i32")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result (ref $k)) (drop (resume_throw $c $x (on $e $on) (f32.const 0) (local.get 0))) (unreachable)) (drop)))
  "type mismatch between tag type and label type")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i64 (ref $k)) (drop (resume_throw $c $x (on $e $on) (f32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch between tag type and label type")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 i32 (ref $k)) (drop (resume_throw $c $x (on $e $on) (f32.const 0) (local.get 0))) (unreachable)) (drop) (drop) (drop)))
  "type mismatch between tag type and label type")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result (ref $k) i32) (drop (resume_throw $c $x (on $e $on) (f32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch: i32")

;; A continuation of a type that is named, not of any.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 contref) (drop (resume_throw $c $x (on $e $on) (f32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch: contref")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 (ref $f)) (drop (resume_throw $c $x (on $e $on) (f32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "non-continuation type")

;; Its parameters are the tag's results.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 (ref $w)) (drop (resume_throw $c $x (on $e $on) (f32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch in continuation type")

;; Its results are those of what was resumed.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 (ref $r)) (drop (resume_throw $c $x (on $e $on) (f32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch in continuation type")

;; A second handler is looked at like the first.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 (ref $k)) (drop (resume_throw $c $x (on $e $on) (on $e 1) (f32.const 0) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch: instruction requires continuation reference type but label has none")

;; A tag for `switch` has no parameters, and the results of what was resumed.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw $c $x (on $swp switch) (f32.const 0) (local.get 0)))))
  "type mismatch: switch tag does not match continuation")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw $c $x (on $sw32 switch) (f32.const 0) (local.get 0)))))
  "type mismatch: switch tag does not match continuation")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw $c $x (on $x switch) (f32.const 0) (local.get 0)))))
  "type mismatch: switch tag does not match continuation")

;; The exception's tag has no results, and exists.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw $c $e  (i32.const 0) (local.get 0)))))
  "invalid exception type: non-empty tag result type")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw $c 55  (f32.const 0) (local.get 0)))))
  "unknown tag 55: tag index out of bounds")

;; The operands are the exception's, not those of the continuation.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw $c $x  (i32.const 0) (local.get 0)))))
  "type mismatch: expected f32, found i32")

;; `resume_throw_ref`

;; Of a continuation type.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw_ref $f  (ref.null exn) (local.get 0)))))
  "non-continuation type 0")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw_ref 99  (ref.null exn) (local.get 0)))))
  "unknown type: type index out of bounds")

;; With its operands.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw_ref $c   (local.get 0)))))
  "type mismatch: expected exnref but nothing on stack")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw_ref $c  (v128.const i64x2 0 0) (local.get 0)))))
  "type mismatch: expected exnref, found v128")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (drop (resume_throw_ref $c  (ref.null exn) ))))
  "type mismatch: expected (ref null $type), found exnref")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $k)) (drop (resume_throw_ref $c  (ref.null exn) (local.get 0)))))
  "type mismatch: expected (ref null $type), found (ref $type)")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param contref) (drop (resume_throw_ref $c  (ref.null exn) (local.get 0)))))
  "type mismatch: expected (ref null $type), found contref")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $f)) (drop (resume_throw_ref $c  (ref.null exn) (local.get 0)))))
  "type mismatch: expected (ref null $type), found (ref $type)")

;; It gives the results.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (result i32) (resume_throw_ref $c  (ref.null exn) (local.get 0))))
  "type mismatch: expected i32, found i64")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (resume_throw_ref $c  (ref.null exn) (local.get 0))))
  "type mismatch: values remaining on stack at end of block")

;; A handler has a tag and a label that there are.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (block $on (result i32 (ref $k)) (drop (resume_throw_ref $c (on 77 $on) (ref.null exn) (local.get 0))) (unreachable)) (drop))))
  "unknown tag 77: tag index out of bounds")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw_ref $c (on $e 5) (ref.null exn) (local.get 0)))))
  "unknown label: branch depth too large")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw_ref $c (on 77 switch) (ref.null exn) (local.get 0)))))
  "unknown tag 77: tag index out of bounds")

;; The label takes the tag's parameters and a continuation.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (drop (resume_throw_ref $c (on $e $on) (ref.null exn) (local.get 0))))))
  "type mismatch: instruction requires continuation reference type but label has none")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32) (drop (resume_throw_ref $c (on $e $on) (ref.null exn) (local.get 0))) (unreachable)) (drop)))
  "type mismatch: i32")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result (ref $k)) (drop (resume_throw_ref $c (on $e $on) (ref.null exn) (local.get 0))) (unreachable)) (drop)))
  "type mismatch between tag type and label type")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i64 (ref $k)) (drop (resume_throw_ref $c (on $e $on) (ref.null exn) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch between tag type and label type")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 i32 (ref $k)) (drop (resume_throw_ref $c (on $e $on) (ref.null exn) (local.get 0))) (unreachable)) (drop) (drop) (drop)))
  "type mismatch between tag type and label type")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result (ref $k) i32) (drop (resume_throw_ref $c (on $e $on) (ref.null exn) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch: i32")

;; A continuation of a type that is named, not of any.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 contref) (drop (resume_throw_ref $c (on $e $on) (ref.null exn) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch: contref")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 (ref $f)) (drop (resume_throw_ref $c (on $e $on) (ref.null exn) (local.get 0))) (unreachable)) (drop) (drop)))
  "non-continuation type")

;; Its parameters are the tag's results.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 (ref $w)) (drop (resume_throw_ref $c (on $e $on) (ref.null exn) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch in continuation type")

;; Its results are those of what was resumed.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 (ref $r)) (drop (resume_throw_ref $c (on $e $on) (ref.null exn) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch in continuation type")

;; A second handler is looked at like the first.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (block $on (result i32 (ref $k)) (drop (resume_throw_ref $c (on $e $on) (on $e 1) (ref.null exn) (local.get 0))) (unreachable)) (drop) (drop)))
  "type mismatch: instruction requires continuation reference type but label has none")

;; A tag for `switch` has no parameters, and the results of what was resumed.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw_ref $c (on $swp switch) (ref.null exn) (local.get 0)))))
  "type mismatch: switch tag does not match continuation")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw_ref $c (on $sw32 switch) (ref.null exn) (local.get 0)))))
  "type mismatch: switch tag does not match continuation")
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw_ref $c (on $x switch) (ref.null exn) (local.get 0)))))
  "type mismatch: switch tag does not match continuation")

;; The operand is an exception.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw_ref $c  (ref.null extern) (local.get 0)))))
  "type mismatch: expected exnref, found externref")

;; The exception comes first.
(assert_invalid
  (module
    (type $f (func (param i32) (result i64))) (type $c (cont $f))
    (type $i (func (param i64) (result i64))) (type $k (cont $i))
    (type $iw (func (param i32) (result i64))) (type $w (cont $iw))
    (type $ir (func (param i64) (result i32))) (type $r (cont $ir))
    (tag $e (param i32) (result i64)) (tag $sw (result i64)) (tag $sw32 (result i32))
    (tag $swp (param i32) (result i64)) (tag $x (param f32))
    (func (param (ref $c)) (drop (resume_throw_ref $c (local.get 0) (ref.null exn)))))
  "type mismatch: expected (ref null $type), found exnref")

;; `switch`

;; To a continuation type that there is, with a tag that there is.
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $c)) (switch $f $t (i32.const 0) (local.get 0)) (drop) (drop)))
  "non-continuation type 0")
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $c)) (switch 99 $t (i32.const 0) (local.get 0)) (drop) (drop)))
  "unknown type: type index out of bounds")
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $c)) (switch $c 99 (i32.const 0) (local.get 0)) (drop) (drop)))
  "unknown tag 99: tag index out of bounds")

;; The tag has no parameters.
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $c)) (switch $c $tp (i32.const 0) (local.get 0)) (drop) (drop)))
  "type mismatch: non-empty tag parameter type")

;; The last parameter is a continuation, of a type that is named.
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $ce)) (switch $ce $t (local.get 0))))
  "type mismatch: instruction requires a continuation reference")
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $ci)) (switch $ci $t (local.get 0))))
  "type mismatch: expected a continuation reference, found i32")
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $cc)) (switch $cc $t (local.get 0))))
  "type mismatch: expected a continuation reference, found contref")
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $cf)) (switch $cf $t (local.get 0))))
  "non-continuation type")

;; The target's results are the tag's.
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $c)) (switch $c $t32 (i32.const 0) (local.get 0)) (drop) (drop)))
  "type mismatch in continuation types")

;; So are those of the one that is switched away from.
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $co)) (switch $co $t (local.get 0))))
  "type mismatch in continuation types")

;; With the target's parameters but the last.
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $c)) (switch $c $t (local.get 0)) (drop) (drop)))
  "type mismatch: expected i32 but nothing on stack")
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $c)) (switch $c $t (i64.const 0) (local.get 0)) (drop) (drop)))
  "type mismatch: expected i32, found i64")
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $c)) (switch $c $t (i32.const 0) (ref.null $c) (local.get 0)) (drop)))
  "type mismatch: expected i32, found (ref null $type)")

;; With a target.
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (switch $c $t (i32.const 0)) (drop) (drop)))
  "type mismatch: expected (ref null $type), found i32")
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param contref) (switch $c $t (i32.const 0) (local.get 0)) (drop) (drop)))
  "type mismatch: expected (ref null $type), found contref")

;; It gives the parameters of the other type.
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $c)) (result i32 (ref $c)) (switch $c $t (i32.const 0) (local.get 0))))
  "type mismatch: expected (ref $type), found (ref null $type)")
(assert_invalid
  (module
    (rec (type $f (func (param i32 (ref null $c)) (result i64))) (type $c (cont $f)))
    (type $fe (func)) (type $ce (cont $fe))
    (type $fi (func (param i32) (result i64))) (type $ci (cont $fi))
    (type $fc (func (param contref) (result i64))) (type $cc (cont $fc))
    (type $ff (func (param (ref null $fi)) (result i64))) (type $cf (cont $ff))
    (type $fo (func (param (ref null $ce)) (result i64))) (type $co (cont $fo))
    (tag $t (result i64)) (tag $tp (param i32) (result i64)) (tag $t32 (result i32))
    (func (param (ref $c)) (result i64) (switch $c $t (i32.const 0) (local.get 0))))
  "type mismatch: expected i64, found (ref null $type)")

;; Exceptions and tags with results

;; A tag with results is not thrown
(assert_invalid
  (module
    (tag $e (result i32)) (func (throw $e)))
  "invalid exception type: non-empty tag result type")

;; nor caught.
(assert_invalid
  (module
    (tag $e (result i32)) (func (block (try_table (catch $e 0)))))
  "invalid exception type: non-empty tag result type")
