;; Builds a list of 1,000,000 nodes, all of which survive, making two objects of
;; garbage for each node; then walks it.
(module
  (type $node (struct (field i64) (field (ref null $node))))
  (type $four (struct (field i32) (field i32) (field i32) (field i32)))
  (global $garbage (export "garbage") (mut (ref null $four)) (ref.null $four))

  (func $list (result (ref null $node))
    (local $list (ref null $node))
    (local $i i32)
    (loop $again
      (global.set $garbage
        (struct.new $four (local.get $i) (local.get $i) (local.get $i) (local.get $i)))
      (local.set $list (struct.new $node (i64.extend_i32_u (local.get $i)) (local.get $list)))
      (global.set $garbage
        (struct.new $four (local.get $i) (local.get $i) (local.get $i) (local.get $i)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 1000000))))
    (local.get $list))

  (func $walk (param $list (ref null $node)) (result i64)
    (local $sum i64)
    (loop $next
      (if (i32.eqz (ref.is_null (local.get $list)))
        (then
          (local.set $sum
            (i64.add
              (i64.rotl (local.get $sum) (i64.const 1))
              (struct.get $node 0 (local.get $list))))
          (local.set $list (struct.get $node 1 (local.get $list)))
          (br $next))))
    (local.get $sum))

  (func (export "run") (param $iterations i64) (result i64)
    (local $sum i64)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $sum (i64.add (local.get $sum) (call $walk (call $list))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum)))
