;; Functions with frames of 64 KiB and more: 4,096 vectors that are all live at once,
;; or a thousand stack arguments. Such a frame is larger than the slack below a
;; stack's limit, so that the whole of it must be checked before it is made.
;;! max_wasm_stack = 1048576

(module
  (memory 2)
  (global $calls (mut i32) (i32.const 0))
  (global $at (mut i32) (i32.const 0))
  (func $begin
    (local $i i32)
    (loop $again
      (i32.store (local.get $i) (local.get $i))
      (local.set $i (i32.add (local.get $i) (i32.const 4)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 0x20000)))))
  (start $begin)

  ;; Gets 4,096 vectors from another function, calls itself or not, and adds them up.
  (func $vector (result v128)
    (local $at i32)
    (local.set $at (global.get $at))
    (global.set $at (i32.and (i32.add (local.get $at) (i32.const 16)) (i32.const 0xffff)))
    (v128.load (local.get $at)))
  (func $large (export "recur") (param $n i32) (result i32)
    (local v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
    v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128)
    call $vector local.set 1 call $vector local.set 2 call $vector local.set 3
    call $vector local.set 4 call $vector local.set 5 call $vector local.set 6
    call $vector local.set 7 call $vector local.set 8 call $vector local.set 9
    call $vector local.set 10 call $vector local.set 11 call $vector local.set 12
    call $vector local.set 13 call $vector local.set 14 call $vector local.set 15
    call $vector local.set 16 call $vector local.set 17 call $vector local.set 18
    call $vector local.set 19 call $vector local.set 20 call $vector local.set 21
    call $vector local.set 22 call $vector local.set 23 call $vector local.set 24
    call $vector local.set 25 call $vector local.set 26 call $vector local.set 27
    call $vector local.set 28 call $vector local.set 29 call $vector local.set 30
    call $vector local.set 31 call $vector local.set 32 call $vector local.set 33
    call $vector local.set 34 call $vector local.set 35 call $vector local.set 36
    call $vector local.set 37 call $vector local.set 38 call $vector local.set 39
    call $vector local.set 40 call $vector local.set 41 call $vector local.set 42
    call $vector local.set 43 call $vector local.set 44 call $vector local.set 45
    call $vector local.set 46 call $vector local.set 47 call $vector local.set 48
    call $vector local.set 49 call $vector local.set 50 call $vector local.set 51
    call $vector local.set 52 call $vector local.set 53 call $vector local.set 54
    call $vector local.set 55 call $vector local.set 56 call $vector local.set 57
    call $vector local.set 58 call $vector local.set 59 call $vector local.set 60
    call $vector local.set 61 call $vector local.set 62 call $vector local.set 63
    call $vector local.set 64 call $vector local.set 65 call $vector local.set 66
    call $vector local.set 67 call $vector local.set 68 call $vector local.set 69
    call $vector local.set 70 call $vector local.set 71 call $vector local.set 72
    call $vector local.set 73 call $vector local.set 74 call $vector local.set 75
    call $vector local.set 76 call $vector local.set 77 call $vector local.set 78
    call $vector local.set 79 call $vector local.set 80 call $vector local.set 81
    call $vector local.set 82 call $vector local.set 83 call $vector local.set 84
    call $vector local.set 85 call $vector local.set 86 call $vector local.set 87
    call $vector local.set 88 call $vector local.set 89 call $vector local.set 90
    call $vector local.set 91 call $vector local.set 92 call $vector local.set 93
    call $vector local.set 94 call $vector local.set 95 call $vector local.set 96
    call $vector local.set 97 call $vector local.set 98 call $vector local.set 99
    call $vector local.set 100 call $vector local.set 101 call $vector local.set 102
    call $vector local.set 103 call $vector local.set 104 call $vector local.set 105
    call $vector local.set 106 call $vector local.set 107 call $vector local.set 108
    call $vector local.set 109 call $vector local.set 110 call $vector local.set 111
    call $vector local.set 112 call $vector local.set 113 call $vector local.set 114
    call $vector local.set 115 call $vector local.set 116 call $vector local.set 117
    call $vector local.set 118 call $vector local.set 119 call $vector local.set 120
    call $vector local.set 121 call $vector local.set 122 call $vector local.set 123
    call $vector local.set 124 call $vector local.set 125 call $vector local.set 126
    call $vector local.set 127 call $vector local.set 128 call $vector local.set 129
    call $vector local.set 130 call $vector local.set 131 call $vector local.set 132
    call $vector local.set 133 call $vector local.set 134 call $vector local.set 135
    call $vector local.set 136 call $vector local.set 137 call $vector local.set 138
    call $vector local.set 139 call $vector local.set 140 call $vector local.set 141
    call $vector local.set 142 call $vector local.set 143 call $vector local.set 144
    call $vector local.set 145 call $vector local.set 146 call $vector local.set 147
    call $vector local.set 148 call $vector local.set 149 call $vector local.set 150
    call $vector local.set 151 call $vector local.set 152 call $vector local.set 153
    call $vector local.set 154 call $vector local.set 155 call $vector local.set 156
    call $vector local.set 157 call $vector local.set 158 call $vector local.set 159
    call $vector local.set 160 call $vector local.set 161 call $vector local.set 162
    call $vector local.set 163 call $vector local.set 164 call $vector local.set 165
    call $vector local.set 166 call $vector local.set 167 call $vector local.set 168
    call $vector local.set 169 call $vector local.set 170 call $vector local.set 171
    call $vector local.set 172 call $vector local.set 173 call $vector local.set 174
    call $vector local.set 175 call $vector local.set 176 call $vector local.set 177
    call $vector local.set 178 call $vector local.set 179 call $vector local.set 180
    call $vector local.set 181 call $vector local.set 182 call $vector local.set 183
    call $vector local.set 184 call $vector local.set 185 call $vector local.set 186
    call $vector local.set 187 call $vector local.set 188 call $vector local.set 189
    call $vector local.set 190 call $vector local.set 191 call $vector local.set 192
    call $vector local.set 193 call $vector local.set 194 call $vector local.set 195
    call $vector local.set 196 call $vector local.set 197 call $vector local.set 198
    call $vector local.set 199 call $vector local.set 200 call $vector local.set 201
    call $vector local.set 202 call $vector local.set 203 call $vector local.set 204
    call $vector local.set 205 call $vector local.set 206 call $vector local.set 207
    call $vector local.set 208 call $vector local.set 209 call $vector local.set 210
    call $vector local.set 211 call $vector local.set 212 call $vector local.set 213
    call $vector local.set 214 call $vector local.set 215 call $vector local.set 216
    call $vector local.set 217 call $vector local.set 218 call $vector local.set 219
    call $vector local.set 220 call $vector local.set 221 call $vector local.set 222
    call $vector local.set 223 call $vector local.set 224 call $vector local.set 225
    call $vector local.set 226 call $vector local.set 227 call $vector local.set 228
    call $vector local.set 229 call $vector local.set 230 call $vector local.set 231
    call $vector local.set 232 call $vector local.set 233 call $vector local.set 234
    call $vector local.set 235 call $vector local.set 236 call $vector local.set 237
    call $vector local.set 238 call $vector local.set 239 call $vector local.set 240
    call $vector local.set 241 call $vector local.set 242 call $vector local.set 243
    call $vector local.set 244 call $vector local.set 245 call $vector local.set 246
    call $vector local.set 247 call $vector local.set 248 call $vector local.set 249
    call $vector local.set 250 call $vector local.set 251 call $vector local.set 252
    call $vector local.set 253 call $vector local.set 254 call $vector local.set 255
    call $vector local.set 256 call $vector local.set 257 call $vector local.set 258
    call $vector local.set 259 call $vector local.set 260 call $vector local.set 261
    call $vector local.set 262 call $vector local.set 263 call $vector local.set 264
    call $vector local.set 265 call $vector local.set 266 call $vector local.set 267
    call $vector local.set 268 call $vector local.set 269 call $vector local.set 270
    call $vector local.set 271 call $vector local.set 272 call $vector local.set 273
    call $vector local.set 274 call $vector local.set 275 call $vector local.set 276
    call $vector local.set 277 call $vector local.set 278 call $vector local.set 279
    call $vector local.set 280 call $vector local.set 281 call $vector local.set 282
    call $vector local.set 283 call $vector local.set 284 call $vector local.set 285
    call $vector local.set 286 call $vector local.set 287 call $vector local.set 288
    call $vector local.set 289 call $vector local.set 290 call $vector local.set 291
    call $vector local.set 292 call $vector local.set 293 call $vector local.set 294
    call $vector local.set 295 call $vector local.set 296 call $vector local.set 297
    call $vector local.set 298 call $vector local.set 299 call $vector local.set 300
    call $vector local.set 301 call $vector local.set 302 call $vector local.set 303
    call $vector local.set 304 call $vector local.set 305 call $vector local.set 306
    call $vector local.set 307 call $vector local.set 308 call $vector local.set 309
    call $vector local.set 310 call $vector local.set 311 call $vector local.set 312
    call $vector local.set 313 call $vector local.set 314 call $vector local.set 315
    call $vector local.set 316 call $vector local.set 317 call $vector local.set 318
    call $vector local.set 319 call $vector local.set 320 call $vector local.set 321
    call $vector local.set 322 call $vector local.set 323 call $vector local.set 324
    call $vector local.set 325 call $vector local.set 326 call $vector local.set 327
    call $vector local.set 328 call $vector local.set 329 call $vector local.set 330
    call $vector local.set 331 call $vector local.set 332 call $vector local.set 333
    call $vector local.set 334 call $vector local.set 335 call $vector local.set 336
    call $vector local.set 337 call $vector local.set 338 call $vector local.set 339
    call $vector local.set 340 call $vector local.set 341 call $vector local.set 342
    call $vector local.set 343 call $vector local.set 344 call $vector local.set 345
    call $vector local.set 346 call $vector local.set 347 call $vector local.set 348
    call $vector local.set 349 call $vector local.set 350 call $vector local.set 351
    call $vector local.set 352 call $vector local.set 353 call $vector local.set 354
    call $vector local.set 355 call $vector local.set 356 call $vector local.set 357
    call $vector local.set 358 call $vector local.set 359 call $vector local.set 360
    call $vector local.set 361 call $vector local.set 362 call $vector local.set 363
    call $vector local.set 364 call $vector local.set 365 call $vector local.set 366
    call $vector local.set 367 call $vector local.set 368 call $vector local.set 369
    call $vector local.set 370 call $vector local.set 371 call $vector local.set 372
    call $vector local.set 373 call $vector local.set 374 call $vector local.set 375
    call $vector local.set 376 call $vector local.set 377 call $vector local.set 378
    call $vector local.set 379 call $vector local.set 380 call $vector local.set 381
    call $vector local.set 382 call $vector local.set 383 call $vector local.set 384
    call $vector local.set 385 call $vector local.set 386 call $vector local.set 387
    call $vector local.set 388 call $vector local.set 389 call $vector local.set 390
    call $vector local.set 391 call $vector local.set 392 call $vector local.set 393
    call $vector local.set 394 call $vector local.set 395 call $vector local.set 396
    call $vector local.set 397 call $vector local.set 398 call $vector local.set 399
    call $vector local.set 400 call $vector local.set 401 call $vector local.set 402
    call $vector local.set 403 call $vector local.set 404 call $vector local.set 405
    call $vector local.set 406 call $vector local.set 407 call $vector local.set 408
    call $vector local.set 409 call $vector local.set 410 call $vector local.set 411
    call $vector local.set 412 call $vector local.set 413 call $vector local.set 414
    call $vector local.set 415 call $vector local.set 416 call $vector local.set 417
    call $vector local.set 418 call $vector local.set 419 call $vector local.set 420
    call $vector local.set 421 call $vector local.set 422 call $vector local.set 423
    call $vector local.set 424 call $vector local.set 425 call $vector local.set 426
    call $vector local.set 427 call $vector local.set 428 call $vector local.set 429
    call $vector local.set 430 call $vector local.set 431 call $vector local.set 432
    call $vector local.set 433 call $vector local.set 434 call $vector local.set 435
    call $vector local.set 436 call $vector local.set 437 call $vector local.set 438
    call $vector local.set 439 call $vector local.set 440 call $vector local.set 441
    call $vector local.set 442 call $vector local.set 443 call $vector local.set 444
    call $vector local.set 445 call $vector local.set 446 call $vector local.set 447
    call $vector local.set 448 call $vector local.set 449 call $vector local.set 450
    call $vector local.set 451 call $vector local.set 452 call $vector local.set 453
    call $vector local.set 454 call $vector local.set 455 call $vector local.set 456
    call $vector local.set 457 call $vector local.set 458 call $vector local.set 459
    call $vector local.set 460 call $vector local.set 461 call $vector local.set 462
    call $vector local.set 463 call $vector local.set 464 call $vector local.set 465
    call $vector local.set 466 call $vector local.set 467 call $vector local.set 468
    call $vector local.set 469 call $vector local.set 470 call $vector local.set 471
    call $vector local.set 472 call $vector local.set 473 call $vector local.set 474
    call $vector local.set 475 call $vector local.set 476 call $vector local.set 477
    call $vector local.set 478 call $vector local.set 479 call $vector local.set 480
    call $vector local.set 481 call $vector local.set 482 call $vector local.set 483
    call $vector local.set 484 call $vector local.set 485 call $vector local.set 486
    call $vector local.set 487 call $vector local.set 488 call $vector local.set 489
    call $vector local.set 490 call $vector local.set 491 call $vector local.set 492
    call $vector local.set 493 call $vector local.set 494 call $vector local.set 495
    call $vector local.set 496 call $vector local.set 497 call $vector local.set 498
    call $vector local.set 499 call $vector local.set 500 call $vector local.set 501
    call $vector local.set 502 call $vector local.set 503 call $vector local.set 504
    call $vector local.set 505 call $vector local.set 506 call $vector local.set 507
    call $vector local.set 508 call $vector local.set 509 call $vector local.set 510
    call $vector local.set 511 call $vector local.set 512 call $vector local.set 513
    call $vector local.set 514 call $vector local.set 515 call $vector local.set 516
    call $vector local.set 517 call $vector local.set 518 call $vector local.set 519
    call $vector local.set 520 call $vector local.set 521 call $vector local.set 522
    call $vector local.set 523 call $vector local.set 524 call $vector local.set 525
    call $vector local.set 526 call $vector local.set 527 call $vector local.set 528
    call $vector local.set 529 call $vector local.set 530 call $vector local.set 531
    call $vector local.set 532 call $vector local.set 533 call $vector local.set 534
    call $vector local.set 535 call $vector local.set 536 call $vector local.set 537
    call $vector local.set 538 call $vector local.set 539 call $vector local.set 540
    call $vector local.set 541 call $vector local.set 542 call $vector local.set 543
    call $vector local.set 544 call $vector local.set 545 call $vector local.set 546
    call $vector local.set 547 call $vector local.set 548 call $vector local.set 549
    call $vector local.set 550 call $vector local.set 551 call $vector local.set 552
    call $vector local.set 553 call $vector local.set 554 call $vector local.set 555
    call $vector local.set 556 call $vector local.set 557 call $vector local.set 558
    call $vector local.set 559 call $vector local.set 560 call $vector local.set 561
    call $vector local.set 562 call $vector local.set 563 call $vector local.set 564
    call $vector local.set 565 call $vector local.set 566 call $vector local.set 567
    call $vector local.set 568 call $vector local.set 569 call $vector local.set 570
    call $vector local.set 571 call $vector local.set 572 call $vector local.set 573
    call $vector local.set 574 call $vector local.set 575 call $vector local.set 576
    call $vector local.set 577 call $vector local.set 578 call $vector local.set 579
    call $vector local.set 580 call $vector local.set 581 call $vector local.set 582
    call $vector local.set 583 call $vector local.set 584 call $vector local.set 585
    call $vector local.set 586 call $vector local.set 587 call $vector local.set 588
    call $vector local.set 589 call $vector local.set 590 call $vector local.set 591
    call $vector local.set 592 call $vector local.set 593 call $vector local.set 594
    call $vector local.set 595 call $vector local.set 596 call $vector local.set 597
    call $vector local.set 598 call $vector local.set 599 call $vector local.set 600
    call $vector local.set 601 call $vector local.set 602 call $vector local.set 603
    call $vector local.set 604 call $vector local.set 605 call $vector local.set 606
    call $vector local.set 607 call $vector local.set 608 call $vector local.set 609
    call $vector local.set 610 call $vector local.set 611 call $vector local.set 612
    call $vector local.set 613 call $vector local.set 614 call $vector local.set 615
    call $vector local.set 616 call $vector local.set 617 call $vector local.set 618
    call $vector local.set 619 call $vector local.set 620 call $vector local.set 621
    call $vector local.set 622 call $vector local.set 623 call $vector local.set 624
    call $vector local.set 625 call $vector local.set 626 call $vector local.set 627
    call $vector local.set 628 call $vector local.set 629 call $vector local.set 630
    call $vector local.set 631 call $vector local.set 632 call $vector local.set 633
    call $vector local.set 634 call $vector local.set 635 call $vector local.set 636
    call $vector local.set 637 call $vector local.set 638 call $vector local.set 639
    call $vector local.set 640 call $vector local.set 641 call $vector local.set 642
    call $vector local.set 643 call $vector local.set 644 call $vector local.set 645
    call $vector local.set 646 call $vector local.set 647 call $vector local.set 648
    call $vector local.set 649 call $vector local.set 650 call $vector local.set 651
    call $vector local.set 652 call $vector local.set 653 call $vector local.set 654
    call $vector local.set 655 call $vector local.set 656 call $vector local.set 657
    call $vector local.set 658 call $vector local.set 659 call $vector local.set 660
    call $vector local.set 661 call $vector local.set 662 call $vector local.set 663
    call $vector local.set 664 call $vector local.set 665 call $vector local.set 666
    call $vector local.set 667 call $vector local.set 668 call $vector local.set 669
    call $vector local.set 670 call $vector local.set 671 call $vector local.set 672
    call $vector local.set 673 call $vector local.set 674 call $vector local.set 675
    call $vector local.set 676 call $vector local.set 677 call $vector local.set 678
    call $vector local.set 679 call $vector local.set 680 call $vector local.set 681
    call $vector local.set 682 call $vector local.set 683 call $vector local.set 684
    call $vector local.set 685 call $vector local.set 686 call $vector local.set 687
    call $vector local.set 688 call $vector local.set 689 call $vector local.set 690
    call $vector local.set 691 call $vector local.set 692 call $vector local.set 693
    call $vector local.set 694 call $vector local.set 695 call $vector local.set 696
    call $vector local.set 697 call $vector local.set 698 call $vector local.set 699
    call $vector local.set 700 call $vector local.set 701 call $vector local.set 702
    call $vector local.set 703 call $vector local.set 704 call $vector local.set 705
    call $vector local.set 706 call $vector local.set 707 call $vector local.set 708
    call $vector local.set 709 call $vector local.set 710 call $vector local.set 711
    call $vector local.set 712 call $vector local.set 713 call $vector local.set 714
    call $vector local.set 715 call $vector local.set 716 call $vector local.set 717
    call $vector local.set 718 call $vector local.set 719 call $vector local.set 720
    call $vector local.set 721 call $vector local.set 722 call $vector local.set 723
    call $vector local.set 724 call $vector local.set 725 call $vector local.set 726
    call $vector local.set 727 call $vector local.set 728 call $vector local.set 729
    call $vector local.set 730 call $vector local.set 731 call $vector local.set 732
    call $vector local.set 733 call $vector local.set 734 call $vector local.set 735
    call $vector local.set 736 call $vector local.set 737 call $vector local.set 738
    call $vector local.set 739 call $vector local.set 740 call $vector local.set 741
    call $vector local.set 742 call $vector local.set 743 call $vector local.set 744
    call $vector local.set 745 call $vector local.set 746 call $vector local.set 747
    call $vector local.set 748 call $vector local.set 749 call $vector local.set 750
    call $vector local.set 751 call $vector local.set 752 call $vector local.set 753
    call $vector local.set 754 call $vector local.set 755 call $vector local.set 756
    call $vector local.set 757 call $vector local.set 758 call $vector local.set 759
    call $vector local.set 760 call $vector local.set 761 call $vector local.set 762
    call $vector local.set 763 call $vector local.set 764 call $vector local.set 765
    call $vector local.set 766 call $vector local.set 767 call $vector local.set 768
    call $vector local.set 769 call $vector local.set 770 call $vector local.set 771
    call $vector local.set 772 call $vector local.set 773 call $vector local.set 774
    call $vector local.set 775 call $vector local.set 776 call $vector local.set 777
    call $vector local.set 778 call $vector local.set 779 call $vector local.set 780
    call $vector local.set 781 call $vector local.set 782 call $vector local.set 783
    call $vector local.set 784 call $vector local.set 785 call $vector local.set 786
    call $vector local.set 787 call $vector local.set 788 call $vector local.set 789
    call $vector local.set 790 call $vector local.set 791 call $vector local.set 792
    call $vector local.set 793 call $vector local.set 794 call $vector local.set 795
    call $vector local.set 796 call $vector local.set 797 call $vector local.set 798
    call $vector local.set 799 call $vector local.set 800 call $vector local.set 801
    call $vector local.set 802 call $vector local.set 803 call $vector local.set 804
    call $vector local.set 805 call $vector local.set 806 call $vector local.set 807
    call $vector local.set 808 call $vector local.set 809 call $vector local.set 810
    call $vector local.set 811 call $vector local.set 812 call $vector local.set 813
    call $vector local.set 814 call $vector local.set 815 call $vector local.set 816
    call $vector local.set 817 call $vector local.set 818 call $vector local.set 819
    call $vector local.set 820 call $vector local.set 821 call $vector local.set 822
    call $vector local.set 823 call $vector local.set 824 call $vector local.set 825
    call $vector local.set 826 call $vector local.set 827 call $vector local.set 828
    call $vector local.set 829 call $vector local.set 830 call $vector local.set 831
    call $vector local.set 832 call $vector local.set 833 call $vector local.set 834
    call $vector local.set 835 call $vector local.set 836 call $vector local.set 837
    call $vector local.set 838 call $vector local.set 839 call $vector local.set 840
    call $vector local.set 841 call $vector local.set 842 call $vector local.set 843
    call $vector local.set 844 call $vector local.set 845 call $vector local.set 846
    call $vector local.set 847 call $vector local.set 848 call $vector local.set 849
    call $vector local.set 850 call $vector local.set 851 call $vector local.set 852
    call $vector local.set 853 call $vector local.set 854 call $vector local.set 855
    call $vector local.set 856 call $vector local.set 857 call $vector local.set 858
    call $vector local.set 859 call $vector local.set 860 call $vector local.set 861
    call $vector local.set 862 call $vector local.set 863 call $vector local.set 864
    call $vector local.set 865 call $vector local.set 866 call $vector local.set 867
    call $vector local.set 868 call $vector local.set 869 call $vector local.set 870
    call $vector local.set 871 call $vector local.set 872 call $vector local.set 873
    call $vector local.set 874 call $vector local.set 875 call $vector local.set 876
    call $vector local.set 877 call $vector local.set 878 call $vector local.set 879
    call $vector local.set 880 call $vector local.set 881 call $vector local.set 882
    call $vector local.set 883 call $vector local.set 884 call $vector local.set 885
    call $vector local.set 886 call $vector local.set 887 call $vector local.set 888
    call $vector local.set 889 call $vector local.set 890 call $vector local.set 891
    call $vector local.set 892 call $vector local.set 893 call $vector local.set 894
    call $vector local.set 895 call $vector local.set 896 call $vector local.set 897
    call $vector local.set 898 call $vector local.set 899 call $vector local.set 900
    call $vector local.set 901 call $vector local.set 902 call $vector local.set 903
    call $vector local.set 904 call $vector local.set 905 call $vector local.set 906
    call $vector local.set 907 call $vector local.set 908 call $vector local.set 909
    call $vector local.set 910 call $vector local.set 911 call $vector local.set 912
    call $vector local.set 913 call $vector local.set 914 call $vector local.set 915
    call $vector local.set 916 call $vector local.set 917 call $vector local.set 918
    call $vector local.set 919 call $vector local.set 920 call $vector local.set 921
    call $vector local.set 922 call $vector local.set 923 call $vector local.set 924
    call $vector local.set 925 call $vector local.set 926 call $vector local.set 927
    call $vector local.set 928 call $vector local.set 929 call $vector local.set 930
    call $vector local.set 931 call $vector local.set 932 call $vector local.set 933
    call $vector local.set 934 call $vector local.set 935 call $vector local.set 936
    call $vector local.set 937 call $vector local.set 938 call $vector local.set 939
    call $vector local.set 940 call $vector local.set 941 call $vector local.set 942
    call $vector local.set 943 call $vector local.set 944 call $vector local.set 945
    call $vector local.set 946 call $vector local.set 947 call $vector local.set 948
    call $vector local.set 949 call $vector local.set 950 call $vector local.set 951
    call $vector local.set 952 call $vector local.set 953 call $vector local.set 954
    call $vector local.set 955 call $vector local.set 956 call $vector local.set 957
    call $vector local.set 958 call $vector local.set 959 call $vector local.set 960
    call $vector local.set 961 call $vector local.set 962 call $vector local.set 963
    call $vector local.set 964 call $vector local.set 965 call $vector local.set 966
    call $vector local.set 967 call $vector local.set 968 call $vector local.set 969
    call $vector local.set 970 call $vector local.set 971 call $vector local.set 972
    call $vector local.set 973 call $vector local.set 974 call $vector local.set 975
    call $vector local.set 976 call $vector local.set 977 call $vector local.set 978
    call $vector local.set 979 call $vector local.set 980 call $vector local.set 981
    call $vector local.set 982 call $vector local.set 983 call $vector local.set 984
    call $vector local.set 985 call $vector local.set 986 call $vector local.set 987
    call $vector local.set 988 call $vector local.set 989 call $vector local.set 990
    call $vector local.set 991 call $vector local.set 992 call $vector local.set 993
    call $vector local.set 994 call $vector local.set 995 call $vector local.set 996
    call $vector local.set 997 call $vector local.set 998 call $vector local.set 999
    call $vector local.set 1000 call $vector local.set 1001 call $vector local.set 1002
    call $vector local.set 1003 call $vector local.set 1004 call $vector local.set 1005
    call $vector local.set 1006 call $vector local.set 1007 call $vector local.set 1008
    call $vector local.set 1009 call $vector local.set 1010 call $vector local.set 1011
    call $vector local.set 1012 call $vector local.set 1013 call $vector local.set 1014
    call $vector local.set 1015 call $vector local.set 1016 call $vector local.set 1017
    call $vector local.set 1018 call $vector local.set 1019 call $vector local.set 1020
    call $vector local.set 1021 call $vector local.set 1022 call $vector local.set 1023
    call $vector local.set 1024 call $vector local.set 1025 call $vector local.set 1026
    call $vector local.set 1027 call $vector local.set 1028 call $vector local.set 1029
    call $vector local.set 1030 call $vector local.set 1031 call $vector local.set 1032
    call $vector local.set 1033 call $vector local.set 1034 call $vector local.set 1035
    call $vector local.set 1036 call $vector local.set 1037 call $vector local.set 1038
    call $vector local.set 1039 call $vector local.set 1040 call $vector local.set 1041
    call $vector local.set 1042 call $vector local.set 1043 call $vector local.set 1044
    call $vector local.set 1045 call $vector local.set 1046 call $vector local.set 1047
    call $vector local.set 1048 call $vector local.set 1049 call $vector local.set 1050
    call $vector local.set 1051 call $vector local.set 1052 call $vector local.set 1053
    call $vector local.set 1054 call $vector local.set 1055 call $vector local.set 1056
    call $vector local.set 1057 call $vector local.set 1058 call $vector local.set 1059
    call $vector local.set 1060 call $vector local.set 1061 call $vector local.set 1062
    call $vector local.set 1063 call $vector local.set 1064 call $vector local.set 1065
    call $vector local.set 1066 call $vector local.set 1067 call $vector local.set 1068
    call $vector local.set 1069 call $vector local.set 1070 call $vector local.set 1071
    call $vector local.set 1072 call $vector local.set 1073 call $vector local.set 1074
    call $vector local.set 1075 call $vector local.set 1076 call $vector local.set 1077
    call $vector local.set 1078 call $vector local.set 1079 call $vector local.set 1080
    call $vector local.set 1081 call $vector local.set 1082 call $vector local.set 1083
    call $vector local.set 1084 call $vector local.set 1085 call $vector local.set 1086
    call $vector local.set 1087 call $vector local.set 1088 call $vector local.set 1089
    call $vector local.set 1090 call $vector local.set 1091 call $vector local.set 1092
    call $vector local.set 1093 call $vector local.set 1094 call $vector local.set 1095
    call $vector local.set 1096 call $vector local.set 1097 call $vector local.set 1098
    call $vector local.set 1099 call $vector local.set 1100 call $vector local.set 1101
    call $vector local.set 1102 call $vector local.set 1103 call $vector local.set 1104
    call $vector local.set 1105 call $vector local.set 1106 call $vector local.set 1107
    call $vector local.set 1108 call $vector local.set 1109 call $vector local.set 1110
    call $vector local.set 1111 call $vector local.set 1112 call $vector local.set 1113
    call $vector local.set 1114 call $vector local.set 1115 call $vector local.set 1116
    call $vector local.set 1117 call $vector local.set 1118 call $vector local.set 1119
    call $vector local.set 1120 call $vector local.set 1121 call $vector local.set 1122
    call $vector local.set 1123 call $vector local.set 1124 call $vector local.set 1125
    call $vector local.set 1126 call $vector local.set 1127 call $vector local.set 1128
    call $vector local.set 1129 call $vector local.set 1130 call $vector local.set 1131
    call $vector local.set 1132 call $vector local.set 1133 call $vector local.set 1134
    call $vector local.set 1135 call $vector local.set 1136 call $vector local.set 1137
    call $vector local.set 1138 call $vector local.set 1139 call $vector local.set 1140
    call $vector local.set 1141 call $vector local.set 1142 call $vector local.set 1143
    call $vector local.set 1144 call $vector local.set 1145 call $vector local.set 1146
    call $vector local.set 1147 call $vector local.set 1148 call $vector local.set 1149
    call $vector local.set 1150 call $vector local.set 1151 call $vector local.set 1152
    call $vector local.set 1153 call $vector local.set 1154 call $vector local.set 1155
    call $vector local.set 1156 call $vector local.set 1157 call $vector local.set 1158
    call $vector local.set 1159 call $vector local.set 1160 call $vector local.set 1161
    call $vector local.set 1162 call $vector local.set 1163 call $vector local.set 1164
    call $vector local.set 1165 call $vector local.set 1166 call $vector local.set 1167
    call $vector local.set 1168 call $vector local.set 1169 call $vector local.set 1170
    call $vector local.set 1171 call $vector local.set 1172 call $vector local.set 1173
    call $vector local.set 1174 call $vector local.set 1175 call $vector local.set 1176
    call $vector local.set 1177 call $vector local.set 1178 call $vector local.set 1179
    call $vector local.set 1180 call $vector local.set 1181 call $vector local.set 1182
    call $vector local.set 1183 call $vector local.set 1184 call $vector local.set 1185
    call $vector local.set 1186 call $vector local.set 1187 call $vector local.set 1188
    call $vector local.set 1189 call $vector local.set 1190 call $vector local.set 1191
    call $vector local.set 1192 call $vector local.set 1193 call $vector local.set 1194
    call $vector local.set 1195 call $vector local.set 1196 call $vector local.set 1197
    call $vector local.set 1198 call $vector local.set 1199 call $vector local.set 1200
    call $vector local.set 1201 call $vector local.set 1202 call $vector local.set 1203
    call $vector local.set 1204 call $vector local.set 1205 call $vector local.set 1206
    call $vector local.set 1207 call $vector local.set 1208 call $vector local.set 1209
    call $vector local.set 1210 call $vector local.set 1211 call $vector local.set 1212
    call $vector local.set 1213 call $vector local.set 1214 call $vector local.set 1215
    call $vector local.set 1216 call $vector local.set 1217 call $vector local.set 1218
    call $vector local.set 1219 call $vector local.set 1220 call $vector local.set 1221
    call $vector local.set 1222 call $vector local.set 1223 call $vector local.set 1224
    call $vector local.set 1225 call $vector local.set 1226 call $vector local.set 1227
    call $vector local.set 1228 call $vector local.set 1229 call $vector local.set 1230
    call $vector local.set 1231 call $vector local.set 1232 call $vector local.set 1233
    call $vector local.set 1234 call $vector local.set 1235 call $vector local.set 1236
    call $vector local.set 1237 call $vector local.set 1238 call $vector local.set 1239
    call $vector local.set 1240 call $vector local.set 1241 call $vector local.set 1242
    call $vector local.set 1243 call $vector local.set 1244 call $vector local.set 1245
    call $vector local.set 1246 call $vector local.set 1247 call $vector local.set 1248
    call $vector local.set 1249 call $vector local.set 1250 call $vector local.set 1251
    call $vector local.set 1252 call $vector local.set 1253 call $vector local.set 1254
    call $vector local.set 1255 call $vector local.set 1256 call $vector local.set 1257
    call $vector local.set 1258 call $vector local.set 1259 call $vector local.set 1260
    call $vector local.set 1261 call $vector local.set 1262 call $vector local.set 1263
    call $vector local.set 1264 call $vector local.set 1265 call $vector local.set 1266
    call $vector local.set 1267 call $vector local.set 1268 call $vector local.set 1269
    call $vector local.set 1270 call $vector local.set 1271 call $vector local.set 1272
    call $vector local.set 1273 call $vector local.set 1274 call $vector local.set 1275
    call $vector local.set 1276 call $vector local.set 1277 call $vector local.set 1278
    call $vector local.set 1279 call $vector local.set 1280 call $vector local.set 1281
    call $vector local.set 1282 call $vector local.set 1283 call $vector local.set 1284
    call $vector local.set 1285 call $vector local.set 1286 call $vector local.set 1287
    call $vector local.set 1288 call $vector local.set 1289 call $vector local.set 1290
    call $vector local.set 1291 call $vector local.set 1292 call $vector local.set 1293
    call $vector local.set 1294 call $vector local.set 1295 call $vector local.set 1296
    call $vector local.set 1297 call $vector local.set 1298 call $vector local.set 1299
    call $vector local.set 1300 call $vector local.set 1301 call $vector local.set 1302
    call $vector local.set 1303 call $vector local.set 1304 call $vector local.set 1305
    call $vector local.set 1306 call $vector local.set 1307 call $vector local.set 1308
    call $vector local.set 1309 call $vector local.set 1310 call $vector local.set 1311
    call $vector local.set 1312 call $vector local.set 1313 call $vector local.set 1314
    call $vector local.set 1315 call $vector local.set 1316 call $vector local.set 1317
    call $vector local.set 1318 call $vector local.set 1319 call $vector local.set 1320
    call $vector local.set 1321 call $vector local.set 1322 call $vector local.set 1323
    call $vector local.set 1324 call $vector local.set 1325 call $vector local.set 1326
    call $vector local.set 1327 call $vector local.set 1328 call $vector local.set 1329
    call $vector local.set 1330 call $vector local.set 1331 call $vector local.set 1332
    call $vector local.set 1333 call $vector local.set 1334 call $vector local.set 1335
    call $vector local.set 1336 call $vector local.set 1337 call $vector local.set 1338
    call $vector local.set 1339 call $vector local.set 1340 call $vector local.set 1341
    call $vector local.set 1342 call $vector local.set 1343 call $vector local.set 1344
    call $vector local.set 1345 call $vector local.set 1346 call $vector local.set 1347
    call $vector local.set 1348 call $vector local.set 1349 call $vector local.set 1350
    call $vector local.set 1351 call $vector local.set 1352 call $vector local.set 1353
    call $vector local.set 1354 call $vector local.set 1355 call $vector local.set 1356
    call $vector local.set 1357 call $vector local.set 1358 call $vector local.set 1359
    call $vector local.set 1360 call $vector local.set 1361 call $vector local.set 1362
    call $vector local.set 1363 call $vector local.set 1364 call $vector local.set 1365
    call $vector local.set 1366 call $vector local.set 1367 call $vector local.set 1368
    call $vector local.set 1369 call $vector local.set 1370 call $vector local.set 1371
    call $vector local.set 1372 call $vector local.set 1373 call $vector local.set 1374
    call $vector local.set 1375 call $vector local.set 1376 call $vector local.set 1377
    call $vector local.set 1378 call $vector local.set 1379 call $vector local.set 1380
    call $vector local.set 1381 call $vector local.set 1382 call $vector local.set 1383
    call $vector local.set 1384 call $vector local.set 1385 call $vector local.set 1386
    call $vector local.set 1387 call $vector local.set 1388 call $vector local.set 1389
    call $vector local.set 1390 call $vector local.set 1391 call $vector local.set 1392
    call $vector local.set 1393 call $vector local.set 1394 call $vector local.set 1395
    call $vector local.set 1396 call $vector local.set 1397 call $vector local.set 1398
    call $vector local.set 1399 call $vector local.set 1400 call $vector local.set 1401
    call $vector local.set 1402 call $vector local.set 1403 call $vector local.set 1404
    call $vector local.set 1405 call $vector local.set 1406 call $vector local.set 1407
    call $vector local.set 1408 call $vector local.set 1409 call $vector local.set 1410
    call $vector local.set 1411 call $vector local.set 1412 call $vector local.set 1413
    call $vector local.set 1414 call $vector local.set 1415 call $vector local.set 1416
    call $vector local.set 1417 call $vector local.set 1418 call $vector local.set 1419
    call $vector local.set 1420 call $vector local.set 1421 call $vector local.set 1422
    call $vector local.set 1423 call $vector local.set 1424 call $vector local.set 1425
    call $vector local.set 1426 call $vector local.set 1427 call $vector local.set 1428
    call $vector local.set 1429 call $vector local.set 1430 call $vector local.set 1431
    call $vector local.set 1432 call $vector local.set 1433 call $vector local.set 1434
    call $vector local.set 1435 call $vector local.set 1436 call $vector local.set 1437
    call $vector local.set 1438 call $vector local.set 1439 call $vector local.set 1440
    call $vector local.set 1441 call $vector local.set 1442 call $vector local.set 1443
    call $vector local.set 1444 call $vector local.set 1445 call $vector local.set 1446
    call $vector local.set 1447 call $vector local.set 1448 call $vector local.set 1449
    call $vector local.set 1450 call $vector local.set 1451 call $vector local.set 1452
    call $vector local.set 1453 call $vector local.set 1454 call $vector local.set 1455
    call $vector local.set 1456 call $vector local.set 1457 call $vector local.set 1458
    call $vector local.set 1459 call $vector local.set 1460 call $vector local.set 1461
    call $vector local.set 1462 call $vector local.set 1463 call $vector local.set 1464
    call $vector local.set 1465 call $vector local.set 1466 call $vector local.set 1467
    call $vector local.set 1468 call $vector local.set 1469 call $vector local.set 1470
    call $vector local.set 1471 call $vector local.set 1472 call $vector local.set 1473
    call $vector local.set 1474 call $vector local.set 1475 call $vector local.set 1476
    call $vector local.set 1477 call $vector local.set 1478 call $vector local.set 1479
    call $vector local.set 1480 call $vector local.set 1481 call $vector local.set 1482
    call $vector local.set 1483 call $vector local.set 1484 call $vector local.set 1485
    call $vector local.set 1486 call $vector local.set 1487 call $vector local.set 1488
    call $vector local.set 1489 call $vector local.set 1490 call $vector local.set 1491
    call $vector local.set 1492 call $vector local.set 1493 call $vector local.set 1494
    call $vector local.set 1495 call $vector local.set 1496 call $vector local.set 1497
    call $vector local.set 1498 call $vector local.set 1499 call $vector local.set 1500
    call $vector local.set 1501 call $vector local.set 1502 call $vector local.set 1503
    call $vector local.set 1504 call $vector local.set 1505 call $vector local.set 1506
    call $vector local.set 1507 call $vector local.set 1508 call $vector local.set 1509
    call $vector local.set 1510 call $vector local.set 1511 call $vector local.set 1512
    call $vector local.set 1513 call $vector local.set 1514 call $vector local.set 1515
    call $vector local.set 1516 call $vector local.set 1517 call $vector local.set 1518
    call $vector local.set 1519 call $vector local.set 1520 call $vector local.set 1521
    call $vector local.set 1522 call $vector local.set 1523 call $vector local.set 1524
    call $vector local.set 1525 call $vector local.set 1526 call $vector local.set 1527
    call $vector local.set 1528 call $vector local.set 1529 call $vector local.set 1530
    call $vector local.set 1531 call $vector local.set 1532 call $vector local.set 1533
    call $vector local.set 1534 call $vector local.set 1535 call $vector local.set 1536
    call $vector local.set 1537 call $vector local.set 1538 call $vector local.set 1539
    call $vector local.set 1540 call $vector local.set 1541 call $vector local.set 1542
    call $vector local.set 1543 call $vector local.set 1544 call $vector local.set 1545
    call $vector local.set 1546 call $vector local.set 1547 call $vector local.set 1548
    call $vector local.set 1549 call $vector local.set 1550 call $vector local.set 1551
    call $vector local.set 1552 call $vector local.set 1553 call $vector local.set 1554
    call $vector local.set 1555 call $vector local.set 1556 call $vector local.set 1557
    call $vector local.set 1558 call $vector local.set 1559 call $vector local.set 1560
    call $vector local.set 1561 call $vector local.set 1562 call $vector local.set 1563
    call $vector local.set 1564 call $vector local.set 1565 call $vector local.set 1566
    call $vector local.set 1567 call $vector local.set 1568 call $vector local.set 1569
    call $vector local.set 1570 call $vector local.set 1571 call $vector local.set 1572
    call $vector local.set 1573 call $vector local.set 1574 call $vector local.set 1575
    call $vector local.set 1576 call $vector local.set 1577 call $vector local.set 1578
    call $vector local.set 1579 call $vector local.set 1580 call $vector local.set 1581
    call $vector local.set 1582 call $vector local.set 1583 call $vector local.set 1584
    call $vector local.set 1585 call $vector local.set 1586 call $vector local.set 1587
    call $vector local.set 1588 call $vector local.set 1589 call $vector local.set 1590
    call $vector local.set 1591 call $vector local.set 1592 call $vector local.set 1593
    call $vector local.set 1594 call $vector local.set 1595 call $vector local.set 1596
    call $vector local.set 1597 call $vector local.set 1598 call $vector local.set 1599
    call $vector local.set 1600 call $vector local.set 1601 call $vector local.set 1602
    call $vector local.set 1603 call $vector local.set 1604 call $vector local.set 1605
    call $vector local.set 1606 call $vector local.set 1607 call $vector local.set 1608
    call $vector local.set 1609 call $vector local.set 1610 call $vector local.set 1611
    call $vector local.set 1612 call $vector local.set 1613 call $vector local.set 1614
    call $vector local.set 1615 call $vector local.set 1616 call $vector local.set 1617
    call $vector local.set 1618 call $vector local.set 1619 call $vector local.set 1620
    call $vector local.set 1621 call $vector local.set 1622 call $vector local.set 1623
    call $vector local.set 1624 call $vector local.set 1625 call $vector local.set 1626
    call $vector local.set 1627 call $vector local.set 1628 call $vector local.set 1629
    call $vector local.set 1630 call $vector local.set 1631 call $vector local.set 1632
    call $vector local.set 1633 call $vector local.set 1634 call $vector local.set 1635
    call $vector local.set 1636 call $vector local.set 1637 call $vector local.set 1638
    call $vector local.set 1639 call $vector local.set 1640 call $vector local.set 1641
    call $vector local.set 1642 call $vector local.set 1643 call $vector local.set 1644
    call $vector local.set 1645 call $vector local.set 1646 call $vector local.set 1647
    call $vector local.set 1648 call $vector local.set 1649 call $vector local.set 1650
    call $vector local.set 1651 call $vector local.set 1652 call $vector local.set 1653
    call $vector local.set 1654 call $vector local.set 1655 call $vector local.set 1656
    call $vector local.set 1657 call $vector local.set 1658 call $vector local.set 1659
    call $vector local.set 1660 call $vector local.set 1661 call $vector local.set 1662
    call $vector local.set 1663 call $vector local.set 1664 call $vector local.set 1665
    call $vector local.set 1666 call $vector local.set 1667 call $vector local.set 1668
    call $vector local.set 1669 call $vector local.set 1670 call $vector local.set 1671
    call $vector local.set 1672 call $vector local.set 1673 call $vector local.set 1674
    call $vector local.set 1675 call $vector local.set 1676 call $vector local.set 1677
    call $vector local.set 1678 call $vector local.set 1679 call $vector local.set 1680
    call $vector local.set 1681 call $vector local.set 1682 call $vector local.set 1683
    call $vector local.set 1684 call $vector local.set 1685 call $vector local.set 1686
    call $vector local.set 1687 call $vector local.set 1688 call $vector local.set 1689
    call $vector local.set 1690 call $vector local.set 1691 call $vector local.set 1692
    call $vector local.set 1693 call $vector local.set 1694 call $vector local.set 1695
    call $vector local.set 1696 call $vector local.set 1697 call $vector local.set 1698
    call $vector local.set 1699 call $vector local.set 1700 call $vector local.set 1701
    call $vector local.set 1702 call $vector local.set 1703 call $vector local.set 1704
    call $vector local.set 1705 call $vector local.set 1706 call $vector local.set 1707
    call $vector local.set 1708 call $vector local.set 1709 call $vector local.set 1710
    call $vector local.set 1711 call $vector local.set 1712 call $vector local.set 1713
    call $vector local.set 1714 call $vector local.set 1715 call $vector local.set 1716
    call $vector local.set 1717 call $vector local.set 1718 call $vector local.set 1719
    call $vector local.set 1720 call $vector local.set 1721 call $vector local.set 1722
    call $vector local.set 1723 call $vector local.set 1724 call $vector local.set 1725
    call $vector local.set 1726 call $vector local.set 1727 call $vector local.set 1728
    call $vector local.set 1729 call $vector local.set 1730 call $vector local.set 1731
    call $vector local.set 1732 call $vector local.set 1733 call $vector local.set 1734
    call $vector local.set 1735 call $vector local.set 1736 call $vector local.set 1737
    call $vector local.set 1738 call $vector local.set 1739 call $vector local.set 1740
    call $vector local.set 1741 call $vector local.set 1742 call $vector local.set 1743
    call $vector local.set 1744 call $vector local.set 1745 call $vector local.set 1746
    call $vector local.set 1747 call $vector local.set 1748 call $vector local.set 1749
    call $vector local.set 1750 call $vector local.set 1751 call $vector local.set 1752
    call $vector local.set 1753 call $vector local.set 1754 call $vector local.set 1755
    call $vector local.set 1756 call $vector local.set 1757 call $vector local.set 1758
    call $vector local.set 1759 call $vector local.set 1760 call $vector local.set 1761
    call $vector local.set 1762 call $vector local.set 1763 call $vector local.set 1764
    call $vector local.set 1765 call $vector local.set 1766 call $vector local.set 1767
    call $vector local.set 1768 call $vector local.set 1769 call $vector local.set 1770
    call $vector local.set 1771 call $vector local.set 1772 call $vector local.set 1773
    call $vector local.set 1774 call $vector local.set 1775 call $vector local.set 1776
    call $vector local.set 1777 call $vector local.set 1778 call $vector local.set 1779
    call $vector local.set 1780 call $vector local.set 1781 call $vector local.set 1782
    call $vector local.set 1783 call $vector local.set 1784 call $vector local.set 1785
    call $vector local.set 1786 call $vector local.set 1787 call $vector local.set 1788
    call $vector local.set 1789 call $vector local.set 1790 call $vector local.set 1791
    call $vector local.set 1792 call $vector local.set 1793 call $vector local.set 1794
    call $vector local.set 1795 call $vector local.set 1796 call $vector local.set 1797
    call $vector local.set 1798 call $vector local.set 1799 call $vector local.set 1800
    call $vector local.set 1801 call $vector local.set 1802 call $vector local.set 1803
    call $vector local.set 1804 call $vector local.set 1805 call $vector local.set 1806
    call $vector local.set 1807 call $vector local.set 1808 call $vector local.set 1809
    call $vector local.set 1810 call $vector local.set 1811 call $vector local.set 1812
    call $vector local.set 1813 call $vector local.set 1814 call $vector local.set 1815
    call $vector local.set 1816 call $vector local.set 1817 call $vector local.set 1818
    call $vector local.set 1819 call $vector local.set 1820 call $vector local.set 1821
    call $vector local.set 1822 call $vector local.set 1823 call $vector local.set 1824
    call $vector local.set 1825 call $vector local.set 1826 call $vector local.set 1827
    call $vector local.set 1828 call $vector local.set 1829 call $vector local.set 1830
    call $vector local.set 1831 call $vector local.set 1832 call $vector local.set 1833
    call $vector local.set 1834 call $vector local.set 1835 call $vector local.set 1836
    call $vector local.set 1837 call $vector local.set 1838 call $vector local.set 1839
    call $vector local.set 1840 call $vector local.set 1841 call $vector local.set 1842
    call $vector local.set 1843 call $vector local.set 1844 call $vector local.set 1845
    call $vector local.set 1846 call $vector local.set 1847 call $vector local.set 1848
    call $vector local.set 1849 call $vector local.set 1850 call $vector local.set 1851
    call $vector local.set 1852 call $vector local.set 1853 call $vector local.set 1854
    call $vector local.set 1855 call $vector local.set 1856 call $vector local.set 1857
    call $vector local.set 1858 call $vector local.set 1859 call $vector local.set 1860
    call $vector local.set 1861 call $vector local.set 1862 call $vector local.set 1863
    call $vector local.set 1864 call $vector local.set 1865 call $vector local.set 1866
    call $vector local.set 1867 call $vector local.set 1868 call $vector local.set 1869
    call $vector local.set 1870 call $vector local.set 1871 call $vector local.set 1872
    call $vector local.set 1873 call $vector local.set 1874 call $vector local.set 1875
    call $vector local.set 1876 call $vector local.set 1877 call $vector local.set 1878
    call $vector local.set 1879 call $vector local.set 1880 call $vector local.set 1881
    call $vector local.set 1882 call $vector local.set 1883 call $vector local.set 1884
    call $vector local.set 1885 call $vector local.set 1886 call $vector local.set 1887
    call $vector local.set 1888 call $vector local.set 1889 call $vector local.set 1890
    call $vector local.set 1891 call $vector local.set 1892 call $vector local.set 1893
    call $vector local.set 1894 call $vector local.set 1895 call $vector local.set 1896
    call $vector local.set 1897 call $vector local.set 1898 call $vector local.set 1899
    call $vector local.set 1900 call $vector local.set 1901 call $vector local.set 1902
    call $vector local.set 1903 call $vector local.set 1904 call $vector local.set 1905
    call $vector local.set 1906 call $vector local.set 1907 call $vector local.set 1908
    call $vector local.set 1909 call $vector local.set 1910 call $vector local.set 1911
    call $vector local.set 1912 call $vector local.set 1913 call $vector local.set 1914
    call $vector local.set 1915 call $vector local.set 1916 call $vector local.set 1917
    call $vector local.set 1918 call $vector local.set 1919 call $vector local.set 1920
    call $vector local.set 1921 call $vector local.set 1922 call $vector local.set 1923
    call $vector local.set 1924 call $vector local.set 1925 call $vector local.set 1926
    call $vector local.set 1927 call $vector local.set 1928 call $vector local.set 1929
    call $vector local.set 1930 call $vector local.set 1931 call $vector local.set 1932
    call $vector local.set 1933 call $vector local.set 1934 call $vector local.set 1935
    call $vector local.set 1936 call $vector local.set 1937 call $vector local.set 1938
    call $vector local.set 1939 call $vector local.set 1940 call $vector local.set 1941
    call $vector local.set 1942 call $vector local.set 1943 call $vector local.set 1944
    call $vector local.set 1945 call $vector local.set 1946 call $vector local.set 1947
    call $vector local.set 1948 call $vector local.set 1949 call $vector local.set 1950
    call $vector local.set 1951 call $vector local.set 1952 call $vector local.set 1953
    call $vector local.set 1954 call $vector local.set 1955 call $vector local.set 1956
    call $vector local.set 1957 call $vector local.set 1958 call $vector local.set 1959
    call $vector local.set 1960 call $vector local.set 1961 call $vector local.set 1962
    call $vector local.set 1963 call $vector local.set 1964 call $vector local.set 1965
    call $vector local.set 1966 call $vector local.set 1967 call $vector local.set 1968
    call $vector local.set 1969 call $vector local.set 1970 call $vector local.set 1971
    call $vector local.set 1972 call $vector local.set 1973 call $vector local.set 1974
    call $vector local.set 1975 call $vector local.set 1976 call $vector local.set 1977
    call $vector local.set 1978 call $vector local.set 1979 call $vector local.set 1980
    call $vector local.set 1981 call $vector local.set 1982 call $vector local.set 1983
    call $vector local.set 1984 call $vector local.set 1985 call $vector local.set 1986
    call $vector local.set 1987 call $vector local.set 1988 call $vector local.set 1989
    call $vector local.set 1990 call $vector local.set 1991 call $vector local.set 1992
    call $vector local.set 1993 call $vector local.set 1994 call $vector local.set 1995
    call $vector local.set 1996 call $vector local.set 1997 call $vector local.set 1998
    call $vector local.set 1999 call $vector local.set 2000 call $vector local.set 2001
    call $vector local.set 2002 call $vector local.set 2003 call $vector local.set 2004
    call $vector local.set 2005 call $vector local.set 2006 call $vector local.set 2007
    call $vector local.set 2008 call $vector local.set 2009 call $vector local.set 2010
    call $vector local.set 2011 call $vector local.set 2012 call $vector local.set 2013
    call $vector local.set 2014 call $vector local.set 2015 call $vector local.set 2016
    call $vector local.set 2017 call $vector local.set 2018 call $vector local.set 2019
    call $vector local.set 2020 call $vector local.set 2021 call $vector local.set 2022
    call $vector local.set 2023 call $vector local.set 2024 call $vector local.set 2025
    call $vector local.set 2026 call $vector local.set 2027 call $vector local.set 2028
    call $vector local.set 2029 call $vector local.set 2030 call $vector local.set 2031
    call $vector local.set 2032 call $vector local.set 2033 call $vector local.set 2034
    call $vector local.set 2035 call $vector local.set 2036 call $vector local.set 2037
    call $vector local.set 2038 call $vector local.set 2039 call $vector local.set 2040
    call $vector local.set 2041 call $vector local.set 2042 call $vector local.set 2043
    call $vector local.set 2044 call $vector local.set 2045 call $vector local.set 2046
    call $vector local.set 2047 call $vector local.set 2048 call $vector local.set 2049
    call $vector local.set 2050 call $vector local.set 2051 call $vector local.set 2052
    call $vector local.set 2053 call $vector local.set 2054 call $vector local.set 2055
    call $vector local.set 2056 call $vector local.set 2057 call $vector local.set 2058
    call $vector local.set 2059 call $vector local.set 2060 call $vector local.set 2061
    call $vector local.set 2062 call $vector local.set 2063 call $vector local.set 2064
    call $vector local.set 2065 call $vector local.set 2066 call $vector local.set 2067
    call $vector local.set 2068 call $vector local.set 2069 call $vector local.set 2070
    call $vector local.set 2071 call $vector local.set 2072 call $vector local.set 2073
    call $vector local.set 2074 call $vector local.set 2075 call $vector local.set 2076
    call $vector local.set 2077 call $vector local.set 2078 call $vector local.set 2079
    call $vector local.set 2080 call $vector local.set 2081 call $vector local.set 2082
    call $vector local.set 2083 call $vector local.set 2084 call $vector local.set 2085
    call $vector local.set 2086 call $vector local.set 2087 call $vector local.set 2088
    call $vector local.set 2089 call $vector local.set 2090 call $vector local.set 2091
    call $vector local.set 2092 call $vector local.set 2093 call $vector local.set 2094
    call $vector local.set 2095 call $vector local.set 2096 call $vector local.set 2097
    call $vector local.set 2098 call $vector local.set 2099 call $vector local.set 2100
    call $vector local.set 2101 call $vector local.set 2102 call $vector local.set 2103
    call $vector local.set 2104 call $vector local.set 2105 call $vector local.set 2106
    call $vector local.set 2107 call $vector local.set 2108 call $vector local.set 2109
    call $vector local.set 2110 call $vector local.set 2111 call $vector local.set 2112
    call $vector local.set 2113 call $vector local.set 2114 call $vector local.set 2115
    call $vector local.set 2116 call $vector local.set 2117 call $vector local.set 2118
    call $vector local.set 2119 call $vector local.set 2120 call $vector local.set 2121
    call $vector local.set 2122 call $vector local.set 2123 call $vector local.set 2124
    call $vector local.set 2125 call $vector local.set 2126 call $vector local.set 2127
    call $vector local.set 2128 call $vector local.set 2129 call $vector local.set 2130
    call $vector local.set 2131 call $vector local.set 2132 call $vector local.set 2133
    call $vector local.set 2134 call $vector local.set 2135 call $vector local.set 2136
    call $vector local.set 2137 call $vector local.set 2138 call $vector local.set 2139
    call $vector local.set 2140 call $vector local.set 2141 call $vector local.set 2142
    call $vector local.set 2143 call $vector local.set 2144 call $vector local.set 2145
    call $vector local.set 2146 call $vector local.set 2147 call $vector local.set 2148
    call $vector local.set 2149 call $vector local.set 2150 call $vector local.set 2151
    call $vector local.set 2152 call $vector local.set 2153 call $vector local.set 2154
    call $vector local.set 2155 call $vector local.set 2156 call $vector local.set 2157
    call $vector local.set 2158 call $vector local.set 2159 call $vector local.set 2160
    call $vector local.set 2161 call $vector local.set 2162 call $vector local.set 2163
    call $vector local.set 2164 call $vector local.set 2165 call $vector local.set 2166
    call $vector local.set 2167 call $vector local.set 2168 call $vector local.set 2169
    call $vector local.set 2170 call $vector local.set 2171 call $vector local.set 2172
    call $vector local.set 2173 call $vector local.set 2174 call $vector local.set 2175
    call $vector local.set 2176 call $vector local.set 2177 call $vector local.set 2178
    call $vector local.set 2179 call $vector local.set 2180 call $vector local.set 2181
    call $vector local.set 2182 call $vector local.set 2183 call $vector local.set 2184
    call $vector local.set 2185 call $vector local.set 2186 call $vector local.set 2187
    call $vector local.set 2188 call $vector local.set 2189 call $vector local.set 2190
    call $vector local.set 2191 call $vector local.set 2192 call $vector local.set 2193
    call $vector local.set 2194 call $vector local.set 2195 call $vector local.set 2196
    call $vector local.set 2197 call $vector local.set 2198 call $vector local.set 2199
    call $vector local.set 2200 call $vector local.set 2201 call $vector local.set 2202
    call $vector local.set 2203 call $vector local.set 2204 call $vector local.set 2205
    call $vector local.set 2206 call $vector local.set 2207 call $vector local.set 2208
    call $vector local.set 2209 call $vector local.set 2210 call $vector local.set 2211
    call $vector local.set 2212 call $vector local.set 2213 call $vector local.set 2214
    call $vector local.set 2215 call $vector local.set 2216 call $vector local.set 2217
    call $vector local.set 2218 call $vector local.set 2219 call $vector local.set 2220
    call $vector local.set 2221 call $vector local.set 2222 call $vector local.set 2223
    call $vector local.set 2224 call $vector local.set 2225 call $vector local.set 2226
    call $vector local.set 2227 call $vector local.set 2228 call $vector local.set 2229
    call $vector local.set 2230 call $vector local.set 2231 call $vector local.set 2232
    call $vector local.set 2233 call $vector local.set 2234 call $vector local.set 2235
    call $vector local.set 2236 call $vector local.set 2237 call $vector local.set 2238
    call $vector local.set 2239 call $vector local.set 2240 call $vector local.set 2241
    call $vector local.set 2242 call $vector local.set 2243 call $vector local.set 2244
    call $vector local.set 2245 call $vector local.set 2246 call $vector local.set 2247
    call $vector local.set 2248 call $vector local.set 2249 call $vector local.set 2250
    call $vector local.set 2251 call $vector local.set 2252 call $vector local.set 2253
    call $vector local.set 2254 call $vector local.set 2255 call $vector local.set 2256
    call $vector local.set 2257 call $vector local.set 2258 call $vector local.set 2259
    call $vector local.set 2260 call $vector local.set 2261 call $vector local.set 2262
    call $vector local.set 2263 call $vector local.set 2264 call $vector local.set 2265
    call $vector local.set 2266 call $vector local.set 2267 call $vector local.set 2268
    call $vector local.set 2269 call $vector local.set 2270 call $vector local.set 2271
    call $vector local.set 2272 call $vector local.set 2273 call $vector local.set 2274
    call $vector local.set 2275 call $vector local.set 2276 call $vector local.set 2277
    call $vector local.set 2278 call $vector local.set 2279 call $vector local.set 2280
    call $vector local.set 2281 call $vector local.set 2282 call $vector local.set 2283
    call $vector local.set 2284 call $vector local.set 2285 call $vector local.set 2286
    call $vector local.set 2287 call $vector local.set 2288 call $vector local.set 2289
    call $vector local.set 2290 call $vector local.set 2291 call $vector local.set 2292
    call $vector local.set 2293 call $vector local.set 2294 call $vector local.set 2295
    call $vector local.set 2296 call $vector local.set 2297 call $vector local.set 2298
    call $vector local.set 2299 call $vector local.set 2300 call $vector local.set 2301
    call $vector local.set 2302 call $vector local.set 2303 call $vector local.set 2304
    call $vector local.set 2305 call $vector local.set 2306 call $vector local.set 2307
    call $vector local.set 2308 call $vector local.set 2309 call $vector local.set 2310
    call $vector local.set 2311 call $vector local.set 2312 call $vector local.set 2313
    call $vector local.set 2314 call $vector local.set 2315 call $vector local.set 2316
    call $vector local.set 2317 call $vector local.set 2318 call $vector local.set 2319
    call $vector local.set 2320 call $vector local.set 2321 call $vector local.set 2322
    call $vector local.set 2323 call $vector local.set 2324 call $vector local.set 2325
    call $vector local.set 2326 call $vector local.set 2327 call $vector local.set 2328
    call $vector local.set 2329 call $vector local.set 2330 call $vector local.set 2331
    call $vector local.set 2332 call $vector local.set 2333 call $vector local.set 2334
    call $vector local.set 2335 call $vector local.set 2336 call $vector local.set 2337
    call $vector local.set 2338 call $vector local.set 2339 call $vector local.set 2340
    call $vector local.set 2341 call $vector local.set 2342 call $vector local.set 2343
    call $vector local.set 2344 call $vector local.set 2345 call $vector local.set 2346
    call $vector local.set 2347 call $vector local.set 2348 call $vector local.set 2349
    call $vector local.set 2350 call $vector local.set 2351 call $vector local.set 2352
    call $vector local.set 2353 call $vector local.set 2354 call $vector local.set 2355
    call $vector local.set 2356 call $vector local.set 2357 call $vector local.set 2358
    call $vector local.set 2359 call $vector local.set 2360 call $vector local.set 2361
    call $vector local.set 2362 call $vector local.set 2363 call $vector local.set 2364
    call $vector local.set 2365 call $vector local.set 2366 call $vector local.set 2367
    call $vector local.set 2368 call $vector local.set 2369 call $vector local.set 2370
    call $vector local.set 2371 call $vector local.set 2372 call $vector local.set 2373
    call $vector local.set 2374 call $vector local.set 2375 call $vector local.set 2376
    call $vector local.set 2377 call $vector local.set 2378 call $vector local.set 2379
    call $vector local.set 2380 call $vector local.set 2381 call $vector local.set 2382
    call $vector local.set 2383 call $vector local.set 2384 call $vector local.set 2385
    call $vector local.set 2386 call $vector local.set 2387 call $vector local.set 2388
    call $vector local.set 2389 call $vector local.set 2390 call $vector local.set 2391
    call $vector local.set 2392 call $vector local.set 2393 call $vector local.set 2394
    call $vector local.set 2395 call $vector local.set 2396 call $vector local.set 2397
    call $vector local.set 2398 call $vector local.set 2399 call $vector local.set 2400
    call $vector local.set 2401 call $vector local.set 2402 call $vector local.set 2403
    call $vector local.set 2404 call $vector local.set 2405 call $vector local.set 2406
    call $vector local.set 2407 call $vector local.set 2408 call $vector local.set 2409
    call $vector local.set 2410 call $vector local.set 2411 call $vector local.set 2412
    call $vector local.set 2413 call $vector local.set 2414 call $vector local.set 2415
    call $vector local.set 2416 call $vector local.set 2417 call $vector local.set 2418
    call $vector local.set 2419 call $vector local.set 2420 call $vector local.set 2421
    call $vector local.set 2422 call $vector local.set 2423 call $vector local.set 2424
    call $vector local.set 2425 call $vector local.set 2426 call $vector local.set 2427
    call $vector local.set 2428 call $vector local.set 2429 call $vector local.set 2430
    call $vector local.set 2431 call $vector local.set 2432 call $vector local.set 2433
    call $vector local.set 2434 call $vector local.set 2435 call $vector local.set 2436
    call $vector local.set 2437 call $vector local.set 2438 call $vector local.set 2439
    call $vector local.set 2440 call $vector local.set 2441 call $vector local.set 2442
    call $vector local.set 2443 call $vector local.set 2444 call $vector local.set 2445
    call $vector local.set 2446 call $vector local.set 2447 call $vector local.set 2448
    call $vector local.set 2449 call $vector local.set 2450 call $vector local.set 2451
    call $vector local.set 2452 call $vector local.set 2453 call $vector local.set 2454
    call $vector local.set 2455 call $vector local.set 2456 call $vector local.set 2457
    call $vector local.set 2458 call $vector local.set 2459 call $vector local.set 2460
    call $vector local.set 2461 call $vector local.set 2462 call $vector local.set 2463
    call $vector local.set 2464 call $vector local.set 2465 call $vector local.set 2466
    call $vector local.set 2467 call $vector local.set 2468 call $vector local.set 2469
    call $vector local.set 2470 call $vector local.set 2471 call $vector local.set 2472
    call $vector local.set 2473 call $vector local.set 2474 call $vector local.set 2475
    call $vector local.set 2476 call $vector local.set 2477 call $vector local.set 2478
    call $vector local.set 2479 call $vector local.set 2480 call $vector local.set 2481
    call $vector local.set 2482 call $vector local.set 2483 call $vector local.set 2484
    call $vector local.set 2485 call $vector local.set 2486 call $vector local.set 2487
    call $vector local.set 2488 call $vector local.set 2489 call $vector local.set 2490
    call $vector local.set 2491 call $vector local.set 2492 call $vector local.set 2493
    call $vector local.set 2494 call $vector local.set 2495 call $vector local.set 2496
    call $vector local.set 2497 call $vector local.set 2498 call $vector local.set 2499
    call $vector local.set 2500 call $vector local.set 2501 call $vector local.set 2502
    call $vector local.set 2503 call $vector local.set 2504 call $vector local.set 2505
    call $vector local.set 2506 call $vector local.set 2507 call $vector local.set 2508
    call $vector local.set 2509 call $vector local.set 2510 call $vector local.set 2511
    call $vector local.set 2512 call $vector local.set 2513 call $vector local.set 2514
    call $vector local.set 2515 call $vector local.set 2516 call $vector local.set 2517
    call $vector local.set 2518 call $vector local.set 2519 call $vector local.set 2520
    call $vector local.set 2521 call $vector local.set 2522 call $vector local.set 2523
    call $vector local.set 2524 call $vector local.set 2525 call $vector local.set 2526
    call $vector local.set 2527 call $vector local.set 2528 call $vector local.set 2529
    call $vector local.set 2530 call $vector local.set 2531 call $vector local.set 2532
    call $vector local.set 2533 call $vector local.set 2534 call $vector local.set 2535
    call $vector local.set 2536 call $vector local.set 2537 call $vector local.set 2538
    call $vector local.set 2539 call $vector local.set 2540 call $vector local.set 2541
    call $vector local.set 2542 call $vector local.set 2543 call $vector local.set 2544
    call $vector local.set 2545 call $vector local.set 2546 call $vector local.set 2547
    call $vector local.set 2548 call $vector local.set 2549 call $vector local.set 2550
    call $vector local.set 2551 call $vector local.set 2552 call $vector local.set 2553
    call $vector local.set 2554 call $vector local.set 2555 call $vector local.set 2556
    call $vector local.set 2557 call $vector local.set 2558 call $vector local.set 2559
    call $vector local.set 2560 call $vector local.set 2561 call $vector local.set 2562
    call $vector local.set 2563 call $vector local.set 2564 call $vector local.set 2565
    call $vector local.set 2566 call $vector local.set 2567 call $vector local.set 2568
    call $vector local.set 2569 call $vector local.set 2570 call $vector local.set 2571
    call $vector local.set 2572 call $vector local.set 2573 call $vector local.set 2574
    call $vector local.set 2575 call $vector local.set 2576 call $vector local.set 2577
    call $vector local.set 2578 call $vector local.set 2579 call $vector local.set 2580
    call $vector local.set 2581 call $vector local.set 2582 call $vector local.set 2583
    call $vector local.set 2584 call $vector local.set 2585 call $vector local.set 2586
    call $vector local.set 2587 call $vector local.set 2588 call $vector local.set 2589
    call $vector local.set 2590 call $vector local.set 2591 call $vector local.set 2592
    call $vector local.set 2593 call $vector local.set 2594 call $vector local.set 2595
    call $vector local.set 2596 call $vector local.set 2597 call $vector local.set 2598
    call $vector local.set 2599 call $vector local.set 2600 call $vector local.set 2601
    call $vector local.set 2602 call $vector local.set 2603 call $vector local.set 2604
    call $vector local.set 2605 call $vector local.set 2606 call $vector local.set 2607
    call $vector local.set 2608 call $vector local.set 2609 call $vector local.set 2610
    call $vector local.set 2611 call $vector local.set 2612 call $vector local.set 2613
    call $vector local.set 2614 call $vector local.set 2615 call $vector local.set 2616
    call $vector local.set 2617 call $vector local.set 2618 call $vector local.set 2619
    call $vector local.set 2620 call $vector local.set 2621 call $vector local.set 2622
    call $vector local.set 2623 call $vector local.set 2624 call $vector local.set 2625
    call $vector local.set 2626 call $vector local.set 2627 call $vector local.set 2628
    call $vector local.set 2629 call $vector local.set 2630 call $vector local.set 2631
    call $vector local.set 2632 call $vector local.set 2633 call $vector local.set 2634
    call $vector local.set 2635 call $vector local.set 2636 call $vector local.set 2637
    call $vector local.set 2638 call $vector local.set 2639 call $vector local.set 2640
    call $vector local.set 2641 call $vector local.set 2642 call $vector local.set 2643
    call $vector local.set 2644 call $vector local.set 2645 call $vector local.set 2646
    call $vector local.set 2647 call $vector local.set 2648 call $vector local.set 2649
    call $vector local.set 2650 call $vector local.set 2651 call $vector local.set 2652
    call $vector local.set 2653 call $vector local.set 2654 call $vector local.set 2655
    call $vector local.set 2656 call $vector local.set 2657 call $vector local.set 2658
    call $vector local.set 2659 call $vector local.set 2660 call $vector local.set 2661
    call $vector local.set 2662 call $vector local.set 2663 call $vector local.set 2664
    call $vector local.set 2665 call $vector local.set 2666 call $vector local.set 2667
    call $vector local.set 2668 call $vector local.set 2669 call $vector local.set 2670
    call $vector local.set 2671 call $vector local.set 2672 call $vector local.set 2673
    call $vector local.set 2674 call $vector local.set 2675 call $vector local.set 2676
    call $vector local.set 2677 call $vector local.set 2678 call $vector local.set 2679
    call $vector local.set 2680 call $vector local.set 2681 call $vector local.set 2682
    call $vector local.set 2683 call $vector local.set 2684 call $vector local.set 2685
    call $vector local.set 2686 call $vector local.set 2687 call $vector local.set 2688
    call $vector local.set 2689 call $vector local.set 2690 call $vector local.set 2691
    call $vector local.set 2692 call $vector local.set 2693 call $vector local.set 2694
    call $vector local.set 2695 call $vector local.set 2696 call $vector local.set 2697
    call $vector local.set 2698 call $vector local.set 2699 call $vector local.set 2700
    call $vector local.set 2701 call $vector local.set 2702 call $vector local.set 2703
    call $vector local.set 2704 call $vector local.set 2705 call $vector local.set 2706
    call $vector local.set 2707 call $vector local.set 2708 call $vector local.set 2709
    call $vector local.set 2710 call $vector local.set 2711 call $vector local.set 2712
    call $vector local.set 2713 call $vector local.set 2714 call $vector local.set 2715
    call $vector local.set 2716 call $vector local.set 2717 call $vector local.set 2718
    call $vector local.set 2719 call $vector local.set 2720 call $vector local.set 2721
    call $vector local.set 2722 call $vector local.set 2723 call $vector local.set 2724
    call $vector local.set 2725 call $vector local.set 2726 call $vector local.set 2727
    call $vector local.set 2728 call $vector local.set 2729 call $vector local.set 2730
    call $vector local.set 2731 call $vector local.set 2732 call $vector local.set 2733
    call $vector local.set 2734 call $vector local.set 2735 call $vector local.set 2736
    call $vector local.set 2737 call $vector local.set 2738 call $vector local.set 2739
    call $vector local.set 2740 call $vector local.set 2741 call $vector local.set 2742
    call $vector local.set 2743 call $vector local.set 2744 call $vector local.set 2745
    call $vector local.set 2746 call $vector local.set 2747 call $vector local.set 2748
    call $vector local.set 2749 call $vector local.set 2750 call $vector local.set 2751
    call $vector local.set 2752 call $vector local.set 2753 call $vector local.set 2754
    call $vector local.set 2755 call $vector local.set 2756 call $vector local.set 2757
    call $vector local.set 2758 call $vector local.set 2759 call $vector local.set 2760
    call $vector local.set 2761 call $vector local.set 2762 call $vector local.set 2763
    call $vector local.set 2764 call $vector local.set 2765 call $vector local.set 2766
    call $vector local.set 2767 call $vector local.set 2768 call $vector local.set 2769
    call $vector local.set 2770 call $vector local.set 2771 call $vector local.set 2772
    call $vector local.set 2773 call $vector local.set 2774 call $vector local.set 2775
    call $vector local.set 2776 call $vector local.set 2777 call $vector local.set 2778
    call $vector local.set 2779 call $vector local.set 2780 call $vector local.set 2781
    call $vector local.set 2782 call $vector local.set 2783 call $vector local.set 2784
    call $vector local.set 2785 call $vector local.set 2786 call $vector local.set 2787
    call $vector local.set 2788 call $vector local.set 2789 call $vector local.set 2790
    call $vector local.set 2791 call $vector local.set 2792 call $vector local.set 2793
    call $vector local.set 2794 call $vector local.set 2795 call $vector local.set 2796
    call $vector local.set 2797 call $vector local.set 2798 call $vector local.set 2799
    call $vector local.set 2800 call $vector local.set 2801 call $vector local.set 2802
    call $vector local.set 2803 call $vector local.set 2804 call $vector local.set 2805
    call $vector local.set 2806 call $vector local.set 2807 call $vector local.set 2808
    call $vector local.set 2809 call $vector local.set 2810 call $vector local.set 2811
    call $vector local.set 2812 call $vector local.set 2813 call $vector local.set 2814
    call $vector local.set 2815 call $vector local.set 2816 call $vector local.set 2817
    call $vector local.set 2818 call $vector local.set 2819 call $vector local.set 2820
    call $vector local.set 2821 call $vector local.set 2822 call $vector local.set 2823
    call $vector local.set 2824 call $vector local.set 2825 call $vector local.set 2826
    call $vector local.set 2827 call $vector local.set 2828 call $vector local.set 2829
    call $vector local.set 2830 call $vector local.set 2831 call $vector local.set 2832
    call $vector local.set 2833 call $vector local.set 2834 call $vector local.set 2835
    call $vector local.set 2836 call $vector local.set 2837 call $vector local.set 2838
    call $vector local.set 2839 call $vector local.set 2840 call $vector local.set 2841
    call $vector local.set 2842 call $vector local.set 2843 call $vector local.set 2844
    call $vector local.set 2845 call $vector local.set 2846 call $vector local.set 2847
    call $vector local.set 2848 call $vector local.set 2849 call $vector local.set 2850
    call $vector local.set 2851 call $vector local.set 2852 call $vector local.set 2853
    call $vector local.set 2854 call $vector local.set 2855 call $vector local.set 2856
    call $vector local.set 2857 call $vector local.set 2858 call $vector local.set 2859
    call $vector local.set 2860 call $vector local.set 2861 call $vector local.set 2862
    call $vector local.set 2863 call $vector local.set 2864 call $vector local.set 2865
    call $vector local.set 2866 call $vector local.set 2867 call $vector local.set 2868
    call $vector local.set 2869 call $vector local.set 2870 call $vector local.set 2871
    call $vector local.set 2872 call $vector local.set 2873 call $vector local.set 2874
    call $vector local.set 2875 call $vector local.set 2876 call $vector local.set 2877
    call $vector local.set 2878 call $vector local.set 2879 call $vector local.set 2880
    call $vector local.set 2881 call $vector local.set 2882 call $vector local.set 2883
    call $vector local.set 2884 call $vector local.set 2885 call $vector local.set 2886
    call $vector local.set 2887 call $vector local.set 2888 call $vector local.set 2889
    call $vector local.set 2890 call $vector local.set 2891 call $vector local.set 2892
    call $vector local.set 2893 call $vector local.set 2894 call $vector local.set 2895
    call $vector local.set 2896 call $vector local.set 2897 call $vector local.set 2898
    call $vector local.set 2899 call $vector local.set 2900 call $vector local.set 2901
    call $vector local.set 2902 call $vector local.set 2903 call $vector local.set 2904
    call $vector local.set 2905 call $vector local.set 2906 call $vector local.set 2907
    call $vector local.set 2908 call $vector local.set 2909 call $vector local.set 2910
    call $vector local.set 2911 call $vector local.set 2912 call $vector local.set 2913
    call $vector local.set 2914 call $vector local.set 2915 call $vector local.set 2916
    call $vector local.set 2917 call $vector local.set 2918 call $vector local.set 2919
    call $vector local.set 2920 call $vector local.set 2921 call $vector local.set 2922
    call $vector local.set 2923 call $vector local.set 2924 call $vector local.set 2925
    call $vector local.set 2926 call $vector local.set 2927 call $vector local.set 2928
    call $vector local.set 2929 call $vector local.set 2930 call $vector local.set 2931
    call $vector local.set 2932 call $vector local.set 2933 call $vector local.set 2934
    call $vector local.set 2935 call $vector local.set 2936 call $vector local.set 2937
    call $vector local.set 2938 call $vector local.set 2939 call $vector local.set 2940
    call $vector local.set 2941 call $vector local.set 2942 call $vector local.set 2943
    call $vector local.set 2944 call $vector local.set 2945 call $vector local.set 2946
    call $vector local.set 2947 call $vector local.set 2948 call $vector local.set 2949
    call $vector local.set 2950 call $vector local.set 2951 call $vector local.set 2952
    call $vector local.set 2953 call $vector local.set 2954 call $vector local.set 2955
    call $vector local.set 2956 call $vector local.set 2957 call $vector local.set 2958
    call $vector local.set 2959 call $vector local.set 2960 call $vector local.set 2961
    call $vector local.set 2962 call $vector local.set 2963 call $vector local.set 2964
    call $vector local.set 2965 call $vector local.set 2966 call $vector local.set 2967
    call $vector local.set 2968 call $vector local.set 2969 call $vector local.set 2970
    call $vector local.set 2971 call $vector local.set 2972 call $vector local.set 2973
    call $vector local.set 2974 call $vector local.set 2975 call $vector local.set 2976
    call $vector local.set 2977 call $vector local.set 2978 call $vector local.set 2979
    call $vector local.set 2980 call $vector local.set 2981 call $vector local.set 2982
    call $vector local.set 2983 call $vector local.set 2984 call $vector local.set 2985
    call $vector local.set 2986 call $vector local.set 2987 call $vector local.set 2988
    call $vector local.set 2989 call $vector local.set 2990 call $vector local.set 2991
    call $vector local.set 2992 call $vector local.set 2993 call $vector local.set 2994
    call $vector local.set 2995 call $vector local.set 2996 call $vector local.set 2997
    call $vector local.set 2998 call $vector local.set 2999 call $vector local.set 3000
    call $vector local.set 3001 call $vector local.set 3002 call $vector local.set 3003
    call $vector local.set 3004 call $vector local.set 3005 call $vector local.set 3006
    call $vector local.set 3007 call $vector local.set 3008 call $vector local.set 3009
    call $vector local.set 3010 call $vector local.set 3011 call $vector local.set 3012
    call $vector local.set 3013 call $vector local.set 3014 call $vector local.set 3015
    call $vector local.set 3016 call $vector local.set 3017 call $vector local.set 3018
    call $vector local.set 3019 call $vector local.set 3020 call $vector local.set 3021
    call $vector local.set 3022 call $vector local.set 3023 call $vector local.set 3024
    call $vector local.set 3025 call $vector local.set 3026 call $vector local.set 3027
    call $vector local.set 3028 call $vector local.set 3029 call $vector local.set 3030
    call $vector local.set 3031 call $vector local.set 3032 call $vector local.set 3033
    call $vector local.set 3034 call $vector local.set 3035 call $vector local.set 3036
    call $vector local.set 3037 call $vector local.set 3038 call $vector local.set 3039
    call $vector local.set 3040 call $vector local.set 3041 call $vector local.set 3042
    call $vector local.set 3043 call $vector local.set 3044 call $vector local.set 3045
    call $vector local.set 3046 call $vector local.set 3047 call $vector local.set 3048
    call $vector local.set 3049 call $vector local.set 3050 call $vector local.set 3051
    call $vector local.set 3052 call $vector local.set 3053 call $vector local.set 3054
    call $vector local.set 3055 call $vector local.set 3056 call $vector local.set 3057
    call $vector local.set 3058 call $vector local.set 3059 call $vector local.set 3060
    call $vector local.set 3061 call $vector local.set 3062 call $vector local.set 3063
    call $vector local.set 3064 call $vector local.set 3065 call $vector local.set 3066
    call $vector local.set 3067 call $vector local.set 3068 call $vector local.set 3069
    call $vector local.set 3070 call $vector local.set 3071 call $vector local.set 3072
    call $vector local.set 3073 call $vector local.set 3074 call $vector local.set 3075
    call $vector local.set 3076 call $vector local.set 3077 call $vector local.set 3078
    call $vector local.set 3079 call $vector local.set 3080 call $vector local.set 3081
    call $vector local.set 3082 call $vector local.set 3083 call $vector local.set 3084
    call $vector local.set 3085 call $vector local.set 3086 call $vector local.set 3087
    call $vector local.set 3088 call $vector local.set 3089 call $vector local.set 3090
    call $vector local.set 3091 call $vector local.set 3092 call $vector local.set 3093
    call $vector local.set 3094 call $vector local.set 3095 call $vector local.set 3096
    call $vector local.set 3097 call $vector local.set 3098 call $vector local.set 3099
    call $vector local.set 3100 call $vector local.set 3101 call $vector local.set 3102
    call $vector local.set 3103 call $vector local.set 3104 call $vector local.set 3105
    call $vector local.set 3106 call $vector local.set 3107 call $vector local.set 3108
    call $vector local.set 3109 call $vector local.set 3110 call $vector local.set 3111
    call $vector local.set 3112 call $vector local.set 3113 call $vector local.set 3114
    call $vector local.set 3115 call $vector local.set 3116 call $vector local.set 3117
    call $vector local.set 3118 call $vector local.set 3119 call $vector local.set 3120
    call $vector local.set 3121 call $vector local.set 3122 call $vector local.set 3123
    call $vector local.set 3124 call $vector local.set 3125 call $vector local.set 3126
    call $vector local.set 3127 call $vector local.set 3128 call $vector local.set 3129
    call $vector local.set 3130 call $vector local.set 3131 call $vector local.set 3132
    call $vector local.set 3133 call $vector local.set 3134 call $vector local.set 3135
    call $vector local.set 3136 call $vector local.set 3137 call $vector local.set 3138
    call $vector local.set 3139 call $vector local.set 3140 call $vector local.set 3141
    call $vector local.set 3142 call $vector local.set 3143 call $vector local.set 3144
    call $vector local.set 3145 call $vector local.set 3146 call $vector local.set 3147
    call $vector local.set 3148 call $vector local.set 3149 call $vector local.set 3150
    call $vector local.set 3151 call $vector local.set 3152 call $vector local.set 3153
    call $vector local.set 3154 call $vector local.set 3155 call $vector local.set 3156
    call $vector local.set 3157 call $vector local.set 3158 call $vector local.set 3159
    call $vector local.set 3160 call $vector local.set 3161 call $vector local.set 3162
    call $vector local.set 3163 call $vector local.set 3164 call $vector local.set 3165
    call $vector local.set 3166 call $vector local.set 3167 call $vector local.set 3168
    call $vector local.set 3169 call $vector local.set 3170 call $vector local.set 3171
    call $vector local.set 3172 call $vector local.set 3173 call $vector local.set 3174
    call $vector local.set 3175 call $vector local.set 3176 call $vector local.set 3177
    call $vector local.set 3178 call $vector local.set 3179 call $vector local.set 3180
    call $vector local.set 3181 call $vector local.set 3182 call $vector local.set 3183
    call $vector local.set 3184 call $vector local.set 3185 call $vector local.set 3186
    call $vector local.set 3187 call $vector local.set 3188 call $vector local.set 3189
    call $vector local.set 3190 call $vector local.set 3191 call $vector local.set 3192
    call $vector local.set 3193 call $vector local.set 3194 call $vector local.set 3195
    call $vector local.set 3196 call $vector local.set 3197 call $vector local.set 3198
    call $vector local.set 3199 call $vector local.set 3200 call $vector local.set 3201
    call $vector local.set 3202 call $vector local.set 3203 call $vector local.set 3204
    call $vector local.set 3205 call $vector local.set 3206 call $vector local.set 3207
    call $vector local.set 3208 call $vector local.set 3209 call $vector local.set 3210
    call $vector local.set 3211 call $vector local.set 3212 call $vector local.set 3213
    call $vector local.set 3214 call $vector local.set 3215 call $vector local.set 3216
    call $vector local.set 3217 call $vector local.set 3218 call $vector local.set 3219
    call $vector local.set 3220 call $vector local.set 3221 call $vector local.set 3222
    call $vector local.set 3223 call $vector local.set 3224 call $vector local.set 3225
    call $vector local.set 3226 call $vector local.set 3227 call $vector local.set 3228
    call $vector local.set 3229 call $vector local.set 3230 call $vector local.set 3231
    call $vector local.set 3232 call $vector local.set 3233 call $vector local.set 3234
    call $vector local.set 3235 call $vector local.set 3236 call $vector local.set 3237
    call $vector local.set 3238 call $vector local.set 3239 call $vector local.set 3240
    call $vector local.set 3241 call $vector local.set 3242 call $vector local.set 3243
    call $vector local.set 3244 call $vector local.set 3245 call $vector local.set 3246
    call $vector local.set 3247 call $vector local.set 3248 call $vector local.set 3249
    call $vector local.set 3250 call $vector local.set 3251 call $vector local.set 3252
    call $vector local.set 3253 call $vector local.set 3254 call $vector local.set 3255
    call $vector local.set 3256 call $vector local.set 3257 call $vector local.set 3258
    call $vector local.set 3259 call $vector local.set 3260 call $vector local.set 3261
    call $vector local.set 3262 call $vector local.set 3263 call $vector local.set 3264
    call $vector local.set 3265 call $vector local.set 3266 call $vector local.set 3267
    call $vector local.set 3268 call $vector local.set 3269 call $vector local.set 3270
    call $vector local.set 3271 call $vector local.set 3272 call $vector local.set 3273
    call $vector local.set 3274 call $vector local.set 3275 call $vector local.set 3276
    call $vector local.set 3277 call $vector local.set 3278 call $vector local.set 3279
    call $vector local.set 3280 call $vector local.set 3281 call $vector local.set 3282
    call $vector local.set 3283 call $vector local.set 3284 call $vector local.set 3285
    call $vector local.set 3286 call $vector local.set 3287 call $vector local.set 3288
    call $vector local.set 3289 call $vector local.set 3290 call $vector local.set 3291
    call $vector local.set 3292 call $vector local.set 3293 call $vector local.set 3294
    call $vector local.set 3295 call $vector local.set 3296 call $vector local.set 3297
    call $vector local.set 3298 call $vector local.set 3299 call $vector local.set 3300
    call $vector local.set 3301 call $vector local.set 3302 call $vector local.set 3303
    call $vector local.set 3304 call $vector local.set 3305 call $vector local.set 3306
    call $vector local.set 3307 call $vector local.set 3308 call $vector local.set 3309
    call $vector local.set 3310 call $vector local.set 3311 call $vector local.set 3312
    call $vector local.set 3313 call $vector local.set 3314 call $vector local.set 3315
    call $vector local.set 3316 call $vector local.set 3317 call $vector local.set 3318
    call $vector local.set 3319 call $vector local.set 3320 call $vector local.set 3321
    call $vector local.set 3322 call $vector local.set 3323 call $vector local.set 3324
    call $vector local.set 3325 call $vector local.set 3326 call $vector local.set 3327
    call $vector local.set 3328 call $vector local.set 3329 call $vector local.set 3330
    call $vector local.set 3331 call $vector local.set 3332 call $vector local.set 3333
    call $vector local.set 3334 call $vector local.set 3335 call $vector local.set 3336
    call $vector local.set 3337 call $vector local.set 3338 call $vector local.set 3339
    call $vector local.set 3340 call $vector local.set 3341 call $vector local.set 3342
    call $vector local.set 3343 call $vector local.set 3344 call $vector local.set 3345
    call $vector local.set 3346 call $vector local.set 3347 call $vector local.set 3348
    call $vector local.set 3349 call $vector local.set 3350 call $vector local.set 3351
    call $vector local.set 3352 call $vector local.set 3353 call $vector local.set 3354
    call $vector local.set 3355 call $vector local.set 3356 call $vector local.set 3357
    call $vector local.set 3358 call $vector local.set 3359 call $vector local.set 3360
    call $vector local.set 3361 call $vector local.set 3362 call $vector local.set 3363
    call $vector local.set 3364 call $vector local.set 3365 call $vector local.set 3366
    call $vector local.set 3367 call $vector local.set 3368 call $vector local.set 3369
    call $vector local.set 3370 call $vector local.set 3371 call $vector local.set 3372
    call $vector local.set 3373 call $vector local.set 3374 call $vector local.set 3375
    call $vector local.set 3376 call $vector local.set 3377 call $vector local.set 3378
    call $vector local.set 3379 call $vector local.set 3380 call $vector local.set 3381
    call $vector local.set 3382 call $vector local.set 3383 call $vector local.set 3384
    call $vector local.set 3385 call $vector local.set 3386 call $vector local.set 3387
    call $vector local.set 3388 call $vector local.set 3389 call $vector local.set 3390
    call $vector local.set 3391 call $vector local.set 3392 call $vector local.set 3393
    call $vector local.set 3394 call $vector local.set 3395 call $vector local.set 3396
    call $vector local.set 3397 call $vector local.set 3398 call $vector local.set 3399
    call $vector local.set 3400 call $vector local.set 3401 call $vector local.set 3402
    call $vector local.set 3403 call $vector local.set 3404 call $vector local.set 3405
    call $vector local.set 3406 call $vector local.set 3407 call $vector local.set 3408
    call $vector local.set 3409 call $vector local.set 3410 call $vector local.set 3411
    call $vector local.set 3412 call $vector local.set 3413 call $vector local.set 3414
    call $vector local.set 3415 call $vector local.set 3416 call $vector local.set 3417
    call $vector local.set 3418 call $vector local.set 3419 call $vector local.set 3420
    call $vector local.set 3421 call $vector local.set 3422 call $vector local.set 3423
    call $vector local.set 3424 call $vector local.set 3425 call $vector local.set 3426
    call $vector local.set 3427 call $vector local.set 3428 call $vector local.set 3429
    call $vector local.set 3430 call $vector local.set 3431 call $vector local.set 3432
    call $vector local.set 3433 call $vector local.set 3434 call $vector local.set 3435
    call $vector local.set 3436 call $vector local.set 3437 call $vector local.set 3438
    call $vector local.set 3439 call $vector local.set 3440 call $vector local.set 3441
    call $vector local.set 3442 call $vector local.set 3443 call $vector local.set 3444
    call $vector local.set 3445 call $vector local.set 3446 call $vector local.set 3447
    call $vector local.set 3448 call $vector local.set 3449 call $vector local.set 3450
    call $vector local.set 3451 call $vector local.set 3452 call $vector local.set 3453
    call $vector local.set 3454 call $vector local.set 3455 call $vector local.set 3456
    call $vector local.set 3457 call $vector local.set 3458 call $vector local.set 3459
    call $vector local.set 3460 call $vector local.set 3461 call $vector local.set 3462
    call $vector local.set 3463 call $vector local.set 3464 call $vector local.set 3465
    call $vector local.set 3466 call $vector local.set 3467 call $vector local.set 3468
    call $vector local.set 3469 call $vector local.set 3470 call $vector local.set 3471
    call $vector local.set 3472 call $vector local.set 3473 call $vector local.set 3474
    call $vector local.set 3475 call $vector local.set 3476 call $vector local.set 3477
    call $vector local.set 3478 call $vector local.set 3479 call $vector local.set 3480
    call $vector local.set 3481 call $vector local.set 3482 call $vector local.set 3483
    call $vector local.set 3484 call $vector local.set 3485 call $vector local.set 3486
    call $vector local.set 3487 call $vector local.set 3488 call $vector local.set 3489
    call $vector local.set 3490 call $vector local.set 3491 call $vector local.set 3492
    call $vector local.set 3493 call $vector local.set 3494 call $vector local.set 3495
    call $vector local.set 3496 call $vector local.set 3497 call $vector local.set 3498
    call $vector local.set 3499 call $vector local.set 3500 call $vector local.set 3501
    call $vector local.set 3502 call $vector local.set 3503 call $vector local.set 3504
    call $vector local.set 3505 call $vector local.set 3506 call $vector local.set 3507
    call $vector local.set 3508 call $vector local.set 3509 call $vector local.set 3510
    call $vector local.set 3511 call $vector local.set 3512 call $vector local.set 3513
    call $vector local.set 3514 call $vector local.set 3515 call $vector local.set 3516
    call $vector local.set 3517 call $vector local.set 3518 call $vector local.set 3519
    call $vector local.set 3520 call $vector local.set 3521 call $vector local.set 3522
    call $vector local.set 3523 call $vector local.set 3524 call $vector local.set 3525
    call $vector local.set 3526 call $vector local.set 3527 call $vector local.set 3528
    call $vector local.set 3529 call $vector local.set 3530 call $vector local.set 3531
    call $vector local.set 3532 call $vector local.set 3533 call $vector local.set 3534
    call $vector local.set 3535 call $vector local.set 3536 call $vector local.set 3537
    call $vector local.set 3538 call $vector local.set 3539 call $vector local.set 3540
    call $vector local.set 3541 call $vector local.set 3542 call $vector local.set 3543
    call $vector local.set 3544 call $vector local.set 3545 call $vector local.set 3546
    call $vector local.set 3547 call $vector local.set 3548 call $vector local.set 3549
    call $vector local.set 3550 call $vector local.set 3551 call $vector local.set 3552
    call $vector local.set 3553 call $vector local.set 3554 call $vector local.set 3555
    call $vector local.set 3556 call $vector local.set 3557 call $vector local.set 3558
    call $vector local.set 3559 call $vector local.set 3560 call $vector local.set 3561
    call $vector local.set 3562 call $vector local.set 3563 call $vector local.set 3564
    call $vector local.set 3565 call $vector local.set 3566 call $vector local.set 3567
    call $vector local.set 3568 call $vector local.set 3569 call $vector local.set 3570
    call $vector local.set 3571 call $vector local.set 3572 call $vector local.set 3573
    call $vector local.set 3574 call $vector local.set 3575 call $vector local.set 3576
    call $vector local.set 3577 call $vector local.set 3578 call $vector local.set 3579
    call $vector local.set 3580 call $vector local.set 3581 call $vector local.set 3582
    call $vector local.set 3583 call $vector local.set 3584 call $vector local.set 3585
    call $vector local.set 3586 call $vector local.set 3587 call $vector local.set 3588
    call $vector local.set 3589 call $vector local.set 3590 call $vector local.set 3591
    call $vector local.set 3592 call $vector local.set 3593 call $vector local.set 3594
    call $vector local.set 3595 call $vector local.set 3596 call $vector local.set 3597
    call $vector local.set 3598 call $vector local.set 3599 call $vector local.set 3600
    call $vector local.set 3601 call $vector local.set 3602 call $vector local.set 3603
    call $vector local.set 3604 call $vector local.set 3605 call $vector local.set 3606
    call $vector local.set 3607 call $vector local.set 3608 call $vector local.set 3609
    call $vector local.set 3610 call $vector local.set 3611 call $vector local.set 3612
    call $vector local.set 3613 call $vector local.set 3614 call $vector local.set 3615
    call $vector local.set 3616 call $vector local.set 3617 call $vector local.set 3618
    call $vector local.set 3619 call $vector local.set 3620 call $vector local.set 3621
    call $vector local.set 3622 call $vector local.set 3623 call $vector local.set 3624
    call $vector local.set 3625 call $vector local.set 3626 call $vector local.set 3627
    call $vector local.set 3628 call $vector local.set 3629 call $vector local.set 3630
    call $vector local.set 3631 call $vector local.set 3632 call $vector local.set 3633
    call $vector local.set 3634 call $vector local.set 3635 call $vector local.set 3636
    call $vector local.set 3637 call $vector local.set 3638 call $vector local.set 3639
    call $vector local.set 3640 call $vector local.set 3641 call $vector local.set 3642
    call $vector local.set 3643 call $vector local.set 3644 call $vector local.set 3645
    call $vector local.set 3646 call $vector local.set 3647 call $vector local.set 3648
    call $vector local.set 3649 call $vector local.set 3650 call $vector local.set 3651
    call $vector local.set 3652 call $vector local.set 3653 call $vector local.set 3654
    call $vector local.set 3655 call $vector local.set 3656 call $vector local.set 3657
    call $vector local.set 3658 call $vector local.set 3659 call $vector local.set 3660
    call $vector local.set 3661 call $vector local.set 3662 call $vector local.set 3663
    call $vector local.set 3664 call $vector local.set 3665 call $vector local.set 3666
    call $vector local.set 3667 call $vector local.set 3668 call $vector local.set 3669
    call $vector local.set 3670 call $vector local.set 3671 call $vector local.set 3672
    call $vector local.set 3673 call $vector local.set 3674 call $vector local.set 3675
    call $vector local.set 3676 call $vector local.set 3677 call $vector local.set 3678
    call $vector local.set 3679 call $vector local.set 3680 call $vector local.set 3681
    call $vector local.set 3682 call $vector local.set 3683 call $vector local.set 3684
    call $vector local.set 3685 call $vector local.set 3686 call $vector local.set 3687
    call $vector local.set 3688 call $vector local.set 3689 call $vector local.set 3690
    call $vector local.set 3691 call $vector local.set 3692 call $vector local.set 3693
    call $vector local.set 3694 call $vector local.set 3695 call $vector local.set 3696
    call $vector local.set 3697 call $vector local.set 3698 call $vector local.set 3699
    call $vector local.set 3700 call $vector local.set 3701 call $vector local.set 3702
    call $vector local.set 3703 call $vector local.set 3704 call $vector local.set 3705
    call $vector local.set 3706 call $vector local.set 3707 call $vector local.set 3708
    call $vector local.set 3709 call $vector local.set 3710 call $vector local.set 3711
    call $vector local.set 3712 call $vector local.set 3713 call $vector local.set 3714
    call $vector local.set 3715 call $vector local.set 3716 call $vector local.set 3717
    call $vector local.set 3718 call $vector local.set 3719 call $vector local.set 3720
    call $vector local.set 3721 call $vector local.set 3722 call $vector local.set 3723
    call $vector local.set 3724 call $vector local.set 3725 call $vector local.set 3726
    call $vector local.set 3727 call $vector local.set 3728 call $vector local.set 3729
    call $vector local.set 3730 call $vector local.set 3731 call $vector local.set 3732
    call $vector local.set 3733 call $vector local.set 3734 call $vector local.set 3735
    call $vector local.set 3736 call $vector local.set 3737 call $vector local.set 3738
    call $vector local.set 3739 call $vector local.set 3740 call $vector local.set 3741
    call $vector local.set 3742 call $vector local.set 3743 call $vector local.set 3744
    call $vector local.set 3745 call $vector local.set 3746 call $vector local.set 3747
    call $vector local.set 3748 call $vector local.set 3749 call $vector local.set 3750
    call $vector local.set 3751 call $vector local.set 3752 call $vector local.set 3753
    call $vector local.set 3754 call $vector local.set 3755 call $vector local.set 3756
    call $vector local.set 3757 call $vector local.set 3758 call $vector local.set 3759
    call $vector local.set 3760 call $vector local.set 3761 call $vector local.set 3762
    call $vector local.set 3763 call $vector local.set 3764 call $vector local.set 3765
    call $vector local.set 3766 call $vector local.set 3767 call $vector local.set 3768
    call $vector local.set 3769 call $vector local.set 3770 call $vector local.set 3771
    call $vector local.set 3772 call $vector local.set 3773 call $vector local.set 3774
    call $vector local.set 3775 call $vector local.set 3776 call $vector local.set 3777
    call $vector local.set 3778 call $vector local.set 3779 call $vector local.set 3780
    call $vector local.set 3781 call $vector local.set 3782 call $vector local.set 3783
    call $vector local.set 3784 call $vector local.set 3785 call $vector local.set 3786
    call $vector local.set 3787 call $vector local.set 3788 call $vector local.set 3789
    call $vector local.set 3790 call $vector local.set 3791 call $vector local.set 3792
    call $vector local.set 3793 call $vector local.set 3794 call $vector local.set 3795
    call $vector local.set 3796 call $vector local.set 3797 call $vector local.set 3798
    call $vector local.set 3799 call $vector local.set 3800 call $vector local.set 3801
    call $vector local.set 3802 call $vector local.set 3803 call $vector local.set 3804
    call $vector local.set 3805 call $vector local.set 3806 call $vector local.set 3807
    call $vector local.set 3808 call $vector local.set 3809 call $vector local.set 3810
    call $vector local.set 3811 call $vector local.set 3812 call $vector local.set 3813
    call $vector local.set 3814 call $vector local.set 3815 call $vector local.set 3816
    call $vector local.set 3817 call $vector local.set 3818 call $vector local.set 3819
    call $vector local.set 3820 call $vector local.set 3821 call $vector local.set 3822
    call $vector local.set 3823 call $vector local.set 3824 call $vector local.set 3825
    call $vector local.set 3826 call $vector local.set 3827 call $vector local.set 3828
    call $vector local.set 3829 call $vector local.set 3830 call $vector local.set 3831
    call $vector local.set 3832 call $vector local.set 3833 call $vector local.set 3834
    call $vector local.set 3835 call $vector local.set 3836 call $vector local.set 3837
    call $vector local.set 3838 call $vector local.set 3839 call $vector local.set 3840
    call $vector local.set 3841 call $vector local.set 3842 call $vector local.set 3843
    call $vector local.set 3844 call $vector local.set 3845 call $vector local.set 3846
    call $vector local.set 3847 call $vector local.set 3848 call $vector local.set 3849
    call $vector local.set 3850 call $vector local.set 3851 call $vector local.set 3852
    call $vector local.set 3853 call $vector local.set 3854 call $vector local.set 3855
    call $vector local.set 3856 call $vector local.set 3857 call $vector local.set 3858
    call $vector local.set 3859 call $vector local.set 3860 call $vector local.set 3861
    call $vector local.set 3862 call $vector local.set 3863 call $vector local.set 3864
    call $vector local.set 3865 call $vector local.set 3866 call $vector local.set 3867
    call $vector local.set 3868 call $vector local.set 3869 call $vector local.set 3870
    call $vector local.set 3871 call $vector local.set 3872 call $vector local.set 3873
    call $vector local.set 3874 call $vector local.set 3875 call $vector local.set 3876
    call $vector local.set 3877 call $vector local.set 3878 call $vector local.set 3879
    call $vector local.set 3880 call $vector local.set 3881 call $vector local.set 3882
    call $vector local.set 3883 call $vector local.set 3884 call $vector local.set 3885
    call $vector local.set 3886 call $vector local.set 3887 call $vector local.set 3888
    call $vector local.set 3889 call $vector local.set 3890 call $vector local.set 3891
    call $vector local.set 3892 call $vector local.set 3893 call $vector local.set 3894
    call $vector local.set 3895 call $vector local.set 3896 call $vector local.set 3897
    call $vector local.set 3898 call $vector local.set 3899 call $vector local.set 3900
    call $vector local.set 3901 call $vector local.set 3902 call $vector local.set 3903
    call $vector local.set 3904 call $vector local.set 3905 call $vector local.set 3906
    call $vector local.set 3907 call $vector local.set 3908 call $vector local.set 3909
    call $vector local.set 3910 call $vector local.set 3911 call $vector local.set 3912
    call $vector local.set 3913 call $vector local.set 3914 call $vector local.set 3915
    call $vector local.set 3916 call $vector local.set 3917 call $vector local.set 3918
    call $vector local.set 3919 call $vector local.set 3920 call $vector local.set 3921
    call $vector local.set 3922 call $vector local.set 3923 call $vector local.set 3924
    call $vector local.set 3925 call $vector local.set 3926 call $vector local.set 3927
    call $vector local.set 3928 call $vector local.set 3929 call $vector local.set 3930
    call $vector local.set 3931 call $vector local.set 3932 call $vector local.set 3933
    call $vector local.set 3934 call $vector local.set 3935 call $vector local.set 3936
    call $vector local.set 3937 call $vector local.set 3938 call $vector local.set 3939
    call $vector local.set 3940 call $vector local.set 3941 call $vector local.set 3942
    call $vector local.set 3943 call $vector local.set 3944 call $vector local.set 3945
    call $vector local.set 3946 call $vector local.set 3947 call $vector local.set 3948
    call $vector local.set 3949 call $vector local.set 3950 call $vector local.set 3951
    call $vector local.set 3952 call $vector local.set 3953 call $vector local.set 3954
    call $vector local.set 3955 call $vector local.set 3956 call $vector local.set 3957
    call $vector local.set 3958 call $vector local.set 3959 call $vector local.set 3960
    call $vector local.set 3961 call $vector local.set 3962 call $vector local.set 3963
    call $vector local.set 3964 call $vector local.set 3965 call $vector local.set 3966
    call $vector local.set 3967 call $vector local.set 3968 call $vector local.set 3969
    call $vector local.set 3970 call $vector local.set 3971 call $vector local.set 3972
    call $vector local.set 3973 call $vector local.set 3974 call $vector local.set 3975
    call $vector local.set 3976 call $vector local.set 3977 call $vector local.set 3978
    call $vector local.set 3979 call $vector local.set 3980 call $vector local.set 3981
    call $vector local.set 3982 call $vector local.set 3983 call $vector local.set 3984
    call $vector local.set 3985 call $vector local.set 3986 call $vector local.set 3987
    call $vector local.set 3988 call $vector local.set 3989 call $vector local.set 3990
    call $vector local.set 3991 call $vector local.set 3992 call $vector local.set 3993
    call $vector local.set 3994 call $vector local.set 3995 call $vector local.set 3996
    call $vector local.set 3997 call $vector local.set 3998 call $vector local.set 3999
    call $vector local.set 4000 call $vector local.set 4001 call $vector local.set 4002
    call $vector local.set 4003 call $vector local.set 4004 call $vector local.set 4005
    call $vector local.set 4006 call $vector local.set 4007 call $vector local.set 4008
    call $vector local.set 4009 call $vector local.set 4010 call $vector local.set 4011
    call $vector local.set 4012 call $vector local.set 4013 call $vector local.set 4014
    call $vector local.set 4015 call $vector local.set 4016 call $vector local.set 4017
    call $vector local.set 4018 call $vector local.set 4019 call $vector local.set 4020
    call $vector local.set 4021 call $vector local.set 4022 call $vector local.set 4023
    call $vector local.set 4024 call $vector local.set 4025 call $vector local.set 4026
    call $vector local.set 4027 call $vector local.set 4028 call $vector local.set 4029
    call $vector local.set 4030 call $vector local.set 4031 call $vector local.set 4032
    call $vector local.set 4033 call $vector local.set 4034 call $vector local.set 4035
    call $vector local.set 4036 call $vector local.set 4037 call $vector local.set 4038
    call $vector local.set 4039 call $vector local.set 4040 call $vector local.set 4041
    call $vector local.set 4042 call $vector local.set 4043 call $vector local.set 4044
    call $vector local.set 4045 call $vector local.set 4046 call $vector local.set 4047
    call $vector local.set 4048 call $vector local.set 4049 call $vector local.set 4050
    call $vector local.set 4051 call $vector local.set 4052 call $vector local.set 4053
    call $vector local.set 4054 call $vector local.set 4055 call $vector local.set 4056
    call $vector local.set 4057 call $vector local.set 4058 call $vector local.set 4059
    call $vector local.set 4060 call $vector local.set 4061 call $vector local.set 4062
    call $vector local.set 4063 call $vector local.set 4064 call $vector local.set 4065
    call $vector local.set 4066 call $vector local.set 4067 call $vector local.set 4068
    call $vector local.set 4069 call $vector local.set 4070 call $vector local.set 4071
    call $vector local.set 4072 call $vector local.set 4073 call $vector local.set 4074
    call $vector local.set 4075 call $vector local.set 4076 call $vector local.set 4077
    call $vector local.set 4078 call $vector local.set 4079 call $vector local.set 4080
    call $vector local.set 4081 call $vector local.set 4082 call $vector local.set 4083
    call $vector local.set 4084 call $vector local.set 4085 call $vector local.set 4086
    call $vector local.set 4087 call $vector local.set 4088 call $vector local.set 4089
    call $vector local.set 4090 call $vector local.set 4091 call $vector local.set 4092
    call $vector local.set 4093 call $vector local.set 4094 call $vector local.set 4095
    call $vector local.set 4096
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (if (local.get $n)
      (then (drop (call $large (i32.sub (local.get $n) (i32.const 1))))))
    local.get 1
    local.get 2 i32x4.add local.get 3 i32x4.add local.get 4 i32x4.add local.get 5 i32x4.add
    local.get 6 i32x4.add local.get 7 i32x4.add local.get 8 i32x4.add local.get 9 i32x4.add
    local.get 10 i32x4.add local.get 11 i32x4.add local.get 12 i32x4.add local.get 13 i32x4.add
    local.get 14 i32x4.add local.get 15 i32x4.add local.get 16 i32x4.add local.get 17 i32x4.add
    local.get 18 i32x4.add local.get 19 i32x4.add local.get 20 i32x4.add local.get 21 i32x4.add
    local.get 22 i32x4.add local.get 23 i32x4.add local.get 24 i32x4.add local.get 25 i32x4.add
    local.get 26 i32x4.add local.get 27 i32x4.add local.get 28 i32x4.add local.get 29 i32x4.add
    local.get 30 i32x4.add local.get 31 i32x4.add local.get 32 i32x4.add local.get 33 i32x4.add
    local.get 34 i32x4.add local.get 35 i32x4.add local.get 36 i32x4.add local.get 37 i32x4.add
    local.get 38 i32x4.add local.get 39 i32x4.add local.get 40 i32x4.add local.get 41 i32x4.add
    local.get 42 i32x4.add local.get 43 i32x4.add local.get 44 i32x4.add local.get 45 i32x4.add
    local.get 46 i32x4.add local.get 47 i32x4.add local.get 48 i32x4.add local.get 49 i32x4.add
    local.get 50 i32x4.add local.get 51 i32x4.add local.get 52 i32x4.add local.get 53 i32x4.add
    local.get 54 i32x4.add local.get 55 i32x4.add local.get 56 i32x4.add local.get 57 i32x4.add
    local.get 58 i32x4.add local.get 59 i32x4.add local.get 60 i32x4.add local.get 61 i32x4.add
    local.get 62 i32x4.add local.get 63 i32x4.add local.get 64 i32x4.add local.get 65 i32x4.add
    local.get 66 i32x4.add local.get 67 i32x4.add local.get 68 i32x4.add local.get 69 i32x4.add
    local.get 70 i32x4.add local.get 71 i32x4.add local.get 72 i32x4.add local.get 73 i32x4.add
    local.get 74 i32x4.add local.get 75 i32x4.add local.get 76 i32x4.add local.get 77 i32x4.add
    local.get 78 i32x4.add local.get 79 i32x4.add local.get 80 i32x4.add local.get 81 i32x4.add
    local.get 82 i32x4.add local.get 83 i32x4.add local.get 84 i32x4.add local.get 85 i32x4.add
    local.get 86 i32x4.add local.get 87 i32x4.add local.get 88 i32x4.add local.get 89 i32x4.add
    local.get 90 i32x4.add local.get 91 i32x4.add local.get 92 i32x4.add local.get 93 i32x4.add
    local.get 94 i32x4.add local.get 95 i32x4.add local.get 96 i32x4.add local.get 97 i32x4.add
    local.get 98 i32x4.add local.get 99 i32x4.add local.get 100 i32x4.add local.get 101 i32x4.add
    local.get 102 i32x4.add local.get 103 i32x4.add local.get 104 i32x4.add local.get 105 i32x4.add
    local.get 106 i32x4.add local.get 107 i32x4.add local.get 108 i32x4.add local.get 109 i32x4.add
    local.get 110 i32x4.add local.get 111 i32x4.add local.get 112 i32x4.add local.get 113 i32x4.add
    local.get 114 i32x4.add local.get 115 i32x4.add local.get 116 i32x4.add local.get 117 i32x4.add
    local.get 118 i32x4.add local.get 119 i32x4.add local.get 120 i32x4.add local.get 121 i32x4.add
    local.get 122 i32x4.add local.get 123 i32x4.add local.get 124 i32x4.add local.get 125 i32x4.add
    local.get 126 i32x4.add local.get 127 i32x4.add local.get 128 i32x4.add local.get 129 i32x4.add
    local.get 130 i32x4.add local.get 131 i32x4.add local.get 132 i32x4.add local.get 133 i32x4.add
    local.get 134 i32x4.add local.get 135 i32x4.add local.get 136 i32x4.add local.get 137 i32x4.add
    local.get 138 i32x4.add local.get 139 i32x4.add local.get 140 i32x4.add local.get 141 i32x4.add
    local.get 142 i32x4.add local.get 143 i32x4.add local.get 144 i32x4.add local.get 145 i32x4.add
    local.get 146 i32x4.add local.get 147 i32x4.add local.get 148 i32x4.add local.get 149 i32x4.add
    local.get 150 i32x4.add local.get 151 i32x4.add local.get 152 i32x4.add local.get 153 i32x4.add
    local.get 154 i32x4.add local.get 155 i32x4.add local.get 156 i32x4.add local.get 157 i32x4.add
    local.get 158 i32x4.add local.get 159 i32x4.add local.get 160 i32x4.add local.get 161 i32x4.add
    local.get 162 i32x4.add local.get 163 i32x4.add local.get 164 i32x4.add local.get 165 i32x4.add
    local.get 166 i32x4.add local.get 167 i32x4.add local.get 168 i32x4.add local.get 169 i32x4.add
    local.get 170 i32x4.add local.get 171 i32x4.add local.get 172 i32x4.add local.get 173 i32x4.add
    local.get 174 i32x4.add local.get 175 i32x4.add local.get 176 i32x4.add local.get 177 i32x4.add
    local.get 178 i32x4.add local.get 179 i32x4.add local.get 180 i32x4.add local.get 181 i32x4.add
    local.get 182 i32x4.add local.get 183 i32x4.add local.get 184 i32x4.add local.get 185 i32x4.add
    local.get 186 i32x4.add local.get 187 i32x4.add local.get 188 i32x4.add local.get 189 i32x4.add
    local.get 190 i32x4.add local.get 191 i32x4.add local.get 192 i32x4.add local.get 193 i32x4.add
    local.get 194 i32x4.add local.get 195 i32x4.add local.get 196 i32x4.add local.get 197 i32x4.add
    local.get 198 i32x4.add local.get 199 i32x4.add local.get 200 i32x4.add local.get 201 i32x4.add
    local.get 202 i32x4.add local.get 203 i32x4.add local.get 204 i32x4.add local.get 205 i32x4.add
    local.get 206 i32x4.add local.get 207 i32x4.add local.get 208 i32x4.add local.get 209 i32x4.add
    local.get 210 i32x4.add local.get 211 i32x4.add local.get 212 i32x4.add local.get 213 i32x4.add
    local.get 214 i32x4.add local.get 215 i32x4.add local.get 216 i32x4.add local.get 217 i32x4.add
    local.get 218 i32x4.add local.get 219 i32x4.add local.get 220 i32x4.add local.get 221 i32x4.add
    local.get 222 i32x4.add local.get 223 i32x4.add local.get 224 i32x4.add local.get 225 i32x4.add
    local.get 226 i32x4.add local.get 227 i32x4.add local.get 228 i32x4.add local.get 229 i32x4.add
    local.get 230 i32x4.add local.get 231 i32x4.add local.get 232 i32x4.add local.get 233 i32x4.add
    local.get 234 i32x4.add local.get 235 i32x4.add local.get 236 i32x4.add local.get 237 i32x4.add
    local.get 238 i32x4.add local.get 239 i32x4.add local.get 240 i32x4.add local.get 241 i32x4.add
    local.get 242 i32x4.add local.get 243 i32x4.add local.get 244 i32x4.add local.get 245 i32x4.add
    local.get 246 i32x4.add local.get 247 i32x4.add local.get 248 i32x4.add local.get 249 i32x4.add
    local.get 250 i32x4.add local.get 251 i32x4.add local.get 252 i32x4.add local.get 253 i32x4.add
    local.get 254 i32x4.add local.get 255 i32x4.add local.get 256 i32x4.add local.get 257 i32x4.add
    local.get 258 i32x4.add local.get 259 i32x4.add local.get 260 i32x4.add local.get 261 i32x4.add
    local.get 262 i32x4.add local.get 263 i32x4.add local.get 264 i32x4.add local.get 265 i32x4.add
    local.get 266 i32x4.add local.get 267 i32x4.add local.get 268 i32x4.add local.get 269 i32x4.add
    local.get 270 i32x4.add local.get 271 i32x4.add local.get 272 i32x4.add local.get 273 i32x4.add
    local.get 274 i32x4.add local.get 275 i32x4.add local.get 276 i32x4.add local.get 277 i32x4.add
    local.get 278 i32x4.add local.get 279 i32x4.add local.get 280 i32x4.add local.get 281 i32x4.add
    local.get 282 i32x4.add local.get 283 i32x4.add local.get 284 i32x4.add local.get 285 i32x4.add
    local.get 286 i32x4.add local.get 287 i32x4.add local.get 288 i32x4.add local.get 289 i32x4.add
    local.get 290 i32x4.add local.get 291 i32x4.add local.get 292 i32x4.add local.get 293 i32x4.add
    local.get 294 i32x4.add local.get 295 i32x4.add local.get 296 i32x4.add local.get 297 i32x4.add
    local.get 298 i32x4.add local.get 299 i32x4.add local.get 300 i32x4.add local.get 301 i32x4.add
    local.get 302 i32x4.add local.get 303 i32x4.add local.get 304 i32x4.add local.get 305 i32x4.add
    local.get 306 i32x4.add local.get 307 i32x4.add local.get 308 i32x4.add local.get 309 i32x4.add
    local.get 310 i32x4.add local.get 311 i32x4.add local.get 312 i32x4.add local.get 313 i32x4.add
    local.get 314 i32x4.add local.get 315 i32x4.add local.get 316 i32x4.add local.get 317 i32x4.add
    local.get 318 i32x4.add local.get 319 i32x4.add local.get 320 i32x4.add local.get 321 i32x4.add
    local.get 322 i32x4.add local.get 323 i32x4.add local.get 324 i32x4.add local.get 325 i32x4.add
    local.get 326 i32x4.add local.get 327 i32x4.add local.get 328 i32x4.add local.get 329 i32x4.add
    local.get 330 i32x4.add local.get 331 i32x4.add local.get 332 i32x4.add local.get 333 i32x4.add
    local.get 334 i32x4.add local.get 335 i32x4.add local.get 336 i32x4.add local.get 337 i32x4.add
    local.get 338 i32x4.add local.get 339 i32x4.add local.get 340 i32x4.add local.get 341 i32x4.add
    local.get 342 i32x4.add local.get 343 i32x4.add local.get 344 i32x4.add local.get 345 i32x4.add
    local.get 346 i32x4.add local.get 347 i32x4.add local.get 348 i32x4.add local.get 349 i32x4.add
    local.get 350 i32x4.add local.get 351 i32x4.add local.get 352 i32x4.add local.get 353 i32x4.add
    local.get 354 i32x4.add local.get 355 i32x4.add local.get 356 i32x4.add local.get 357 i32x4.add
    local.get 358 i32x4.add local.get 359 i32x4.add local.get 360 i32x4.add local.get 361 i32x4.add
    local.get 362 i32x4.add local.get 363 i32x4.add local.get 364 i32x4.add local.get 365 i32x4.add
    local.get 366 i32x4.add local.get 367 i32x4.add local.get 368 i32x4.add local.get 369 i32x4.add
    local.get 370 i32x4.add local.get 371 i32x4.add local.get 372 i32x4.add local.get 373 i32x4.add
    local.get 374 i32x4.add local.get 375 i32x4.add local.get 376 i32x4.add local.get 377 i32x4.add
    local.get 378 i32x4.add local.get 379 i32x4.add local.get 380 i32x4.add local.get 381 i32x4.add
    local.get 382 i32x4.add local.get 383 i32x4.add local.get 384 i32x4.add local.get 385 i32x4.add
    local.get 386 i32x4.add local.get 387 i32x4.add local.get 388 i32x4.add local.get 389 i32x4.add
    local.get 390 i32x4.add local.get 391 i32x4.add local.get 392 i32x4.add local.get 393 i32x4.add
    local.get 394 i32x4.add local.get 395 i32x4.add local.get 396 i32x4.add local.get 397 i32x4.add
    local.get 398 i32x4.add local.get 399 i32x4.add local.get 400 i32x4.add local.get 401 i32x4.add
    local.get 402 i32x4.add local.get 403 i32x4.add local.get 404 i32x4.add local.get 405 i32x4.add
    local.get 406 i32x4.add local.get 407 i32x4.add local.get 408 i32x4.add local.get 409 i32x4.add
    local.get 410 i32x4.add local.get 411 i32x4.add local.get 412 i32x4.add local.get 413 i32x4.add
    local.get 414 i32x4.add local.get 415 i32x4.add local.get 416 i32x4.add local.get 417 i32x4.add
    local.get 418 i32x4.add local.get 419 i32x4.add local.get 420 i32x4.add local.get 421 i32x4.add
    local.get 422 i32x4.add local.get 423 i32x4.add local.get 424 i32x4.add local.get 425 i32x4.add
    local.get 426 i32x4.add local.get 427 i32x4.add local.get 428 i32x4.add local.get 429 i32x4.add
    local.get 430 i32x4.add local.get 431 i32x4.add local.get 432 i32x4.add local.get 433 i32x4.add
    local.get 434 i32x4.add local.get 435 i32x4.add local.get 436 i32x4.add local.get 437 i32x4.add
    local.get 438 i32x4.add local.get 439 i32x4.add local.get 440 i32x4.add local.get 441 i32x4.add
    local.get 442 i32x4.add local.get 443 i32x4.add local.get 444 i32x4.add local.get 445 i32x4.add
    local.get 446 i32x4.add local.get 447 i32x4.add local.get 448 i32x4.add local.get 449 i32x4.add
    local.get 450 i32x4.add local.get 451 i32x4.add local.get 452 i32x4.add local.get 453 i32x4.add
    local.get 454 i32x4.add local.get 455 i32x4.add local.get 456 i32x4.add local.get 457 i32x4.add
    local.get 458 i32x4.add local.get 459 i32x4.add local.get 460 i32x4.add local.get 461 i32x4.add
    local.get 462 i32x4.add local.get 463 i32x4.add local.get 464 i32x4.add local.get 465 i32x4.add
    local.get 466 i32x4.add local.get 467 i32x4.add local.get 468 i32x4.add local.get 469 i32x4.add
    local.get 470 i32x4.add local.get 471 i32x4.add local.get 472 i32x4.add local.get 473 i32x4.add
    local.get 474 i32x4.add local.get 475 i32x4.add local.get 476 i32x4.add local.get 477 i32x4.add
    local.get 478 i32x4.add local.get 479 i32x4.add local.get 480 i32x4.add local.get 481 i32x4.add
    local.get 482 i32x4.add local.get 483 i32x4.add local.get 484 i32x4.add local.get 485 i32x4.add
    local.get 486 i32x4.add local.get 487 i32x4.add local.get 488 i32x4.add local.get 489 i32x4.add
    local.get 490 i32x4.add local.get 491 i32x4.add local.get 492 i32x4.add local.get 493 i32x4.add
    local.get 494 i32x4.add local.get 495 i32x4.add local.get 496 i32x4.add local.get 497 i32x4.add
    local.get 498 i32x4.add local.get 499 i32x4.add local.get 500 i32x4.add local.get 501 i32x4.add
    local.get 502 i32x4.add local.get 503 i32x4.add local.get 504 i32x4.add local.get 505 i32x4.add
    local.get 506 i32x4.add local.get 507 i32x4.add local.get 508 i32x4.add local.get 509 i32x4.add
    local.get 510 i32x4.add local.get 511 i32x4.add local.get 512 i32x4.add local.get 513 i32x4.add
    local.get 514 i32x4.add local.get 515 i32x4.add local.get 516 i32x4.add local.get 517 i32x4.add
    local.get 518 i32x4.add local.get 519 i32x4.add local.get 520 i32x4.add local.get 521 i32x4.add
    local.get 522 i32x4.add local.get 523 i32x4.add local.get 524 i32x4.add local.get 525 i32x4.add
    local.get 526 i32x4.add local.get 527 i32x4.add local.get 528 i32x4.add local.get 529 i32x4.add
    local.get 530 i32x4.add local.get 531 i32x4.add local.get 532 i32x4.add local.get 533 i32x4.add
    local.get 534 i32x4.add local.get 535 i32x4.add local.get 536 i32x4.add local.get 537 i32x4.add
    local.get 538 i32x4.add local.get 539 i32x4.add local.get 540 i32x4.add local.get 541 i32x4.add
    local.get 542 i32x4.add local.get 543 i32x4.add local.get 544 i32x4.add local.get 545 i32x4.add
    local.get 546 i32x4.add local.get 547 i32x4.add local.get 548 i32x4.add local.get 549 i32x4.add
    local.get 550 i32x4.add local.get 551 i32x4.add local.get 552 i32x4.add local.get 553 i32x4.add
    local.get 554 i32x4.add local.get 555 i32x4.add local.get 556 i32x4.add local.get 557 i32x4.add
    local.get 558 i32x4.add local.get 559 i32x4.add local.get 560 i32x4.add local.get 561 i32x4.add
    local.get 562 i32x4.add local.get 563 i32x4.add local.get 564 i32x4.add local.get 565 i32x4.add
    local.get 566 i32x4.add local.get 567 i32x4.add local.get 568 i32x4.add local.get 569 i32x4.add
    local.get 570 i32x4.add local.get 571 i32x4.add local.get 572 i32x4.add local.get 573 i32x4.add
    local.get 574 i32x4.add local.get 575 i32x4.add local.get 576 i32x4.add local.get 577 i32x4.add
    local.get 578 i32x4.add local.get 579 i32x4.add local.get 580 i32x4.add local.get 581 i32x4.add
    local.get 582 i32x4.add local.get 583 i32x4.add local.get 584 i32x4.add local.get 585 i32x4.add
    local.get 586 i32x4.add local.get 587 i32x4.add local.get 588 i32x4.add local.get 589 i32x4.add
    local.get 590 i32x4.add local.get 591 i32x4.add local.get 592 i32x4.add local.get 593 i32x4.add
    local.get 594 i32x4.add local.get 595 i32x4.add local.get 596 i32x4.add local.get 597 i32x4.add
    local.get 598 i32x4.add local.get 599 i32x4.add local.get 600 i32x4.add local.get 601 i32x4.add
    local.get 602 i32x4.add local.get 603 i32x4.add local.get 604 i32x4.add local.get 605 i32x4.add
    local.get 606 i32x4.add local.get 607 i32x4.add local.get 608 i32x4.add local.get 609 i32x4.add
    local.get 610 i32x4.add local.get 611 i32x4.add local.get 612 i32x4.add local.get 613 i32x4.add
    local.get 614 i32x4.add local.get 615 i32x4.add local.get 616 i32x4.add local.get 617 i32x4.add
    local.get 618 i32x4.add local.get 619 i32x4.add local.get 620 i32x4.add local.get 621 i32x4.add
    local.get 622 i32x4.add local.get 623 i32x4.add local.get 624 i32x4.add local.get 625 i32x4.add
    local.get 626 i32x4.add local.get 627 i32x4.add local.get 628 i32x4.add local.get 629 i32x4.add
    local.get 630 i32x4.add local.get 631 i32x4.add local.get 632 i32x4.add local.get 633 i32x4.add
    local.get 634 i32x4.add local.get 635 i32x4.add local.get 636 i32x4.add local.get 637 i32x4.add
    local.get 638 i32x4.add local.get 639 i32x4.add local.get 640 i32x4.add local.get 641 i32x4.add
    local.get 642 i32x4.add local.get 643 i32x4.add local.get 644 i32x4.add local.get 645 i32x4.add
    local.get 646 i32x4.add local.get 647 i32x4.add local.get 648 i32x4.add local.get 649 i32x4.add
    local.get 650 i32x4.add local.get 651 i32x4.add local.get 652 i32x4.add local.get 653 i32x4.add
    local.get 654 i32x4.add local.get 655 i32x4.add local.get 656 i32x4.add local.get 657 i32x4.add
    local.get 658 i32x4.add local.get 659 i32x4.add local.get 660 i32x4.add local.get 661 i32x4.add
    local.get 662 i32x4.add local.get 663 i32x4.add local.get 664 i32x4.add local.get 665 i32x4.add
    local.get 666 i32x4.add local.get 667 i32x4.add local.get 668 i32x4.add local.get 669 i32x4.add
    local.get 670 i32x4.add local.get 671 i32x4.add local.get 672 i32x4.add local.get 673 i32x4.add
    local.get 674 i32x4.add local.get 675 i32x4.add local.get 676 i32x4.add local.get 677 i32x4.add
    local.get 678 i32x4.add local.get 679 i32x4.add local.get 680 i32x4.add local.get 681 i32x4.add
    local.get 682 i32x4.add local.get 683 i32x4.add local.get 684 i32x4.add local.get 685 i32x4.add
    local.get 686 i32x4.add local.get 687 i32x4.add local.get 688 i32x4.add local.get 689 i32x4.add
    local.get 690 i32x4.add local.get 691 i32x4.add local.get 692 i32x4.add local.get 693 i32x4.add
    local.get 694 i32x4.add local.get 695 i32x4.add local.get 696 i32x4.add local.get 697 i32x4.add
    local.get 698 i32x4.add local.get 699 i32x4.add local.get 700 i32x4.add local.get 701 i32x4.add
    local.get 702 i32x4.add local.get 703 i32x4.add local.get 704 i32x4.add local.get 705 i32x4.add
    local.get 706 i32x4.add local.get 707 i32x4.add local.get 708 i32x4.add local.get 709 i32x4.add
    local.get 710 i32x4.add local.get 711 i32x4.add local.get 712 i32x4.add local.get 713 i32x4.add
    local.get 714 i32x4.add local.get 715 i32x4.add local.get 716 i32x4.add local.get 717 i32x4.add
    local.get 718 i32x4.add local.get 719 i32x4.add local.get 720 i32x4.add local.get 721 i32x4.add
    local.get 722 i32x4.add local.get 723 i32x4.add local.get 724 i32x4.add local.get 725 i32x4.add
    local.get 726 i32x4.add local.get 727 i32x4.add local.get 728 i32x4.add local.get 729 i32x4.add
    local.get 730 i32x4.add local.get 731 i32x4.add local.get 732 i32x4.add local.get 733 i32x4.add
    local.get 734 i32x4.add local.get 735 i32x4.add local.get 736 i32x4.add local.get 737 i32x4.add
    local.get 738 i32x4.add local.get 739 i32x4.add local.get 740 i32x4.add local.get 741 i32x4.add
    local.get 742 i32x4.add local.get 743 i32x4.add local.get 744 i32x4.add local.get 745 i32x4.add
    local.get 746 i32x4.add local.get 747 i32x4.add local.get 748 i32x4.add local.get 749 i32x4.add
    local.get 750 i32x4.add local.get 751 i32x4.add local.get 752 i32x4.add local.get 753 i32x4.add
    local.get 754 i32x4.add local.get 755 i32x4.add local.get 756 i32x4.add local.get 757 i32x4.add
    local.get 758 i32x4.add local.get 759 i32x4.add local.get 760 i32x4.add local.get 761 i32x4.add
    local.get 762 i32x4.add local.get 763 i32x4.add local.get 764 i32x4.add local.get 765 i32x4.add
    local.get 766 i32x4.add local.get 767 i32x4.add local.get 768 i32x4.add local.get 769 i32x4.add
    local.get 770 i32x4.add local.get 771 i32x4.add local.get 772 i32x4.add local.get 773 i32x4.add
    local.get 774 i32x4.add local.get 775 i32x4.add local.get 776 i32x4.add local.get 777 i32x4.add
    local.get 778 i32x4.add local.get 779 i32x4.add local.get 780 i32x4.add local.get 781 i32x4.add
    local.get 782 i32x4.add local.get 783 i32x4.add local.get 784 i32x4.add local.get 785 i32x4.add
    local.get 786 i32x4.add local.get 787 i32x4.add local.get 788 i32x4.add local.get 789 i32x4.add
    local.get 790 i32x4.add local.get 791 i32x4.add local.get 792 i32x4.add local.get 793 i32x4.add
    local.get 794 i32x4.add local.get 795 i32x4.add local.get 796 i32x4.add local.get 797 i32x4.add
    local.get 798 i32x4.add local.get 799 i32x4.add local.get 800 i32x4.add local.get 801 i32x4.add
    local.get 802 i32x4.add local.get 803 i32x4.add local.get 804 i32x4.add local.get 805 i32x4.add
    local.get 806 i32x4.add local.get 807 i32x4.add local.get 808 i32x4.add local.get 809 i32x4.add
    local.get 810 i32x4.add local.get 811 i32x4.add local.get 812 i32x4.add local.get 813 i32x4.add
    local.get 814 i32x4.add local.get 815 i32x4.add local.get 816 i32x4.add local.get 817 i32x4.add
    local.get 818 i32x4.add local.get 819 i32x4.add local.get 820 i32x4.add local.get 821 i32x4.add
    local.get 822 i32x4.add local.get 823 i32x4.add local.get 824 i32x4.add local.get 825 i32x4.add
    local.get 826 i32x4.add local.get 827 i32x4.add local.get 828 i32x4.add local.get 829 i32x4.add
    local.get 830 i32x4.add local.get 831 i32x4.add local.get 832 i32x4.add local.get 833 i32x4.add
    local.get 834 i32x4.add local.get 835 i32x4.add local.get 836 i32x4.add local.get 837 i32x4.add
    local.get 838 i32x4.add local.get 839 i32x4.add local.get 840 i32x4.add local.get 841 i32x4.add
    local.get 842 i32x4.add local.get 843 i32x4.add local.get 844 i32x4.add local.get 845 i32x4.add
    local.get 846 i32x4.add local.get 847 i32x4.add local.get 848 i32x4.add local.get 849 i32x4.add
    local.get 850 i32x4.add local.get 851 i32x4.add local.get 852 i32x4.add local.get 853 i32x4.add
    local.get 854 i32x4.add local.get 855 i32x4.add local.get 856 i32x4.add local.get 857 i32x4.add
    local.get 858 i32x4.add local.get 859 i32x4.add local.get 860 i32x4.add local.get 861 i32x4.add
    local.get 862 i32x4.add local.get 863 i32x4.add local.get 864 i32x4.add local.get 865 i32x4.add
    local.get 866 i32x4.add local.get 867 i32x4.add local.get 868 i32x4.add local.get 869 i32x4.add
    local.get 870 i32x4.add local.get 871 i32x4.add local.get 872 i32x4.add local.get 873 i32x4.add
    local.get 874 i32x4.add local.get 875 i32x4.add local.get 876 i32x4.add local.get 877 i32x4.add
    local.get 878 i32x4.add local.get 879 i32x4.add local.get 880 i32x4.add local.get 881 i32x4.add
    local.get 882 i32x4.add local.get 883 i32x4.add local.get 884 i32x4.add local.get 885 i32x4.add
    local.get 886 i32x4.add local.get 887 i32x4.add local.get 888 i32x4.add local.get 889 i32x4.add
    local.get 890 i32x4.add local.get 891 i32x4.add local.get 892 i32x4.add local.get 893 i32x4.add
    local.get 894 i32x4.add local.get 895 i32x4.add local.get 896 i32x4.add local.get 897 i32x4.add
    local.get 898 i32x4.add local.get 899 i32x4.add local.get 900 i32x4.add local.get 901 i32x4.add
    local.get 902 i32x4.add local.get 903 i32x4.add local.get 904 i32x4.add local.get 905 i32x4.add
    local.get 906 i32x4.add local.get 907 i32x4.add local.get 908 i32x4.add local.get 909 i32x4.add
    local.get 910 i32x4.add local.get 911 i32x4.add local.get 912 i32x4.add local.get 913 i32x4.add
    local.get 914 i32x4.add local.get 915 i32x4.add local.get 916 i32x4.add local.get 917 i32x4.add
    local.get 918 i32x4.add local.get 919 i32x4.add local.get 920 i32x4.add local.get 921 i32x4.add
    local.get 922 i32x4.add local.get 923 i32x4.add local.get 924 i32x4.add local.get 925 i32x4.add
    local.get 926 i32x4.add local.get 927 i32x4.add local.get 928 i32x4.add local.get 929 i32x4.add
    local.get 930 i32x4.add local.get 931 i32x4.add local.get 932 i32x4.add local.get 933 i32x4.add
    local.get 934 i32x4.add local.get 935 i32x4.add local.get 936 i32x4.add local.get 937 i32x4.add
    local.get 938 i32x4.add local.get 939 i32x4.add local.get 940 i32x4.add local.get 941 i32x4.add
    local.get 942 i32x4.add local.get 943 i32x4.add local.get 944 i32x4.add local.get 945 i32x4.add
    local.get 946 i32x4.add local.get 947 i32x4.add local.get 948 i32x4.add local.get 949 i32x4.add
    local.get 950 i32x4.add local.get 951 i32x4.add local.get 952 i32x4.add local.get 953 i32x4.add
    local.get 954 i32x4.add local.get 955 i32x4.add local.get 956 i32x4.add local.get 957 i32x4.add
    local.get 958 i32x4.add local.get 959 i32x4.add local.get 960 i32x4.add local.get 961 i32x4.add
    local.get 962 i32x4.add local.get 963 i32x4.add local.get 964 i32x4.add local.get 965 i32x4.add
    local.get 966 i32x4.add local.get 967 i32x4.add local.get 968 i32x4.add local.get 969 i32x4.add
    local.get 970 i32x4.add local.get 971 i32x4.add local.get 972 i32x4.add local.get 973 i32x4.add
    local.get 974 i32x4.add local.get 975 i32x4.add local.get 976 i32x4.add local.get 977 i32x4.add
    local.get 978 i32x4.add local.get 979 i32x4.add local.get 980 i32x4.add local.get 981 i32x4.add
    local.get 982 i32x4.add local.get 983 i32x4.add local.get 984 i32x4.add local.get 985 i32x4.add
    local.get 986 i32x4.add local.get 987 i32x4.add local.get 988 i32x4.add local.get 989 i32x4.add
    local.get 990 i32x4.add local.get 991 i32x4.add local.get 992 i32x4.add local.get 993 i32x4.add
    local.get 994 i32x4.add local.get 995 i32x4.add local.get 996 i32x4.add local.get 997 i32x4.add
    local.get 998 i32x4.add local.get 999 i32x4.add local.get 1000 i32x4.add
    local.get 1001 i32x4.add local.get 1002 i32x4.add local.get 1003 i32x4.add
    local.get 1004 i32x4.add local.get 1005 i32x4.add local.get 1006 i32x4.add
    local.get 1007 i32x4.add local.get 1008 i32x4.add local.get 1009 i32x4.add
    local.get 1010 i32x4.add local.get 1011 i32x4.add local.get 1012 i32x4.add
    local.get 1013 i32x4.add local.get 1014 i32x4.add local.get 1015 i32x4.add
    local.get 1016 i32x4.add local.get 1017 i32x4.add local.get 1018 i32x4.add
    local.get 1019 i32x4.add local.get 1020 i32x4.add local.get 1021 i32x4.add
    local.get 1022 i32x4.add local.get 1023 i32x4.add local.get 1024 i32x4.add
    local.get 1025 i32x4.add local.get 1026 i32x4.add local.get 1027 i32x4.add
    local.get 1028 i32x4.add local.get 1029 i32x4.add local.get 1030 i32x4.add
    local.get 1031 i32x4.add local.get 1032 i32x4.add local.get 1033 i32x4.add
    local.get 1034 i32x4.add local.get 1035 i32x4.add local.get 1036 i32x4.add
    local.get 1037 i32x4.add local.get 1038 i32x4.add local.get 1039 i32x4.add
    local.get 1040 i32x4.add local.get 1041 i32x4.add local.get 1042 i32x4.add
    local.get 1043 i32x4.add local.get 1044 i32x4.add local.get 1045 i32x4.add
    local.get 1046 i32x4.add local.get 1047 i32x4.add local.get 1048 i32x4.add
    local.get 1049 i32x4.add local.get 1050 i32x4.add local.get 1051 i32x4.add
    local.get 1052 i32x4.add local.get 1053 i32x4.add local.get 1054 i32x4.add
    local.get 1055 i32x4.add local.get 1056 i32x4.add local.get 1057 i32x4.add
    local.get 1058 i32x4.add local.get 1059 i32x4.add local.get 1060 i32x4.add
    local.get 1061 i32x4.add local.get 1062 i32x4.add local.get 1063 i32x4.add
    local.get 1064 i32x4.add local.get 1065 i32x4.add local.get 1066 i32x4.add
    local.get 1067 i32x4.add local.get 1068 i32x4.add local.get 1069 i32x4.add
    local.get 1070 i32x4.add local.get 1071 i32x4.add local.get 1072 i32x4.add
    local.get 1073 i32x4.add local.get 1074 i32x4.add local.get 1075 i32x4.add
    local.get 1076 i32x4.add local.get 1077 i32x4.add local.get 1078 i32x4.add
    local.get 1079 i32x4.add local.get 1080 i32x4.add local.get 1081 i32x4.add
    local.get 1082 i32x4.add local.get 1083 i32x4.add local.get 1084 i32x4.add
    local.get 1085 i32x4.add local.get 1086 i32x4.add local.get 1087 i32x4.add
    local.get 1088 i32x4.add local.get 1089 i32x4.add local.get 1090 i32x4.add
    local.get 1091 i32x4.add local.get 1092 i32x4.add local.get 1093 i32x4.add
    local.get 1094 i32x4.add local.get 1095 i32x4.add local.get 1096 i32x4.add
    local.get 1097 i32x4.add local.get 1098 i32x4.add local.get 1099 i32x4.add
    local.get 1100 i32x4.add local.get 1101 i32x4.add local.get 1102 i32x4.add
    local.get 1103 i32x4.add local.get 1104 i32x4.add local.get 1105 i32x4.add
    local.get 1106 i32x4.add local.get 1107 i32x4.add local.get 1108 i32x4.add
    local.get 1109 i32x4.add local.get 1110 i32x4.add local.get 1111 i32x4.add
    local.get 1112 i32x4.add local.get 1113 i32x4.add local.get 1114 i32x4.add
    local.get 1115 i32x4.add local.get 1116 i32x4.add local.get 1117 i32x4.add
    local.get 1118 i32x4.add local.get 1119 i32x4.add local.get 1120 i32x4.add
    local.get 1121 i32x4.add local.get 1122 i32x4.add local.get 1123 i32x4.add
    local.get 1124 i32x4.add local.get 1125 i32x4.add local.get 1126 i32x4.add
    local.get 1127 i32x4.add local.get 1128 i32x4.add local.get 1129 i32x4.add
    local.get 1130 i32x4.add local.get 1131 i32x4.add local.get 1132 i32x4.add
    local.get 1133 i32x4.add local.get 1134 i32x4.add local.get 1135 i32x4.add
    local.get 1136 i32x4.add local.get 1137 i32x4.add local.get 1138 i32x4.add
    local.get 1139 i32x4.add local.get 1140 i32x4.add local.get 1141 i32x4.add
    local.get 1142 i32x4.add local.get 1143 i32x4.add local.get 1144 i32x4.add
    local.get 1145 i32x4.add local.get 1146 i32x4.add local.get 1147 i32x4.add
    local.get 1148 i32x4.add local.get 1149 i32x4.add local.get 1150 i32x4.add
    local.get 1151 i32x4.add local.get 1152 i32x4.add local.get 1153 i32x4.add
    local.get 1154 i32x4.add local.get 1155 i32x4.add local.get 1156 i32x4.add
    local.get 1157 i32x4.add local.get 1158 i32x4.add local.get 1159 i32x4.add
    local.get 1160 i32x4.add local.get 1161 i32x4.add local.get 1162 i32x4.add
    local.get 1163 i32x4.add local.get 1164 i32x4.add local.get 1165 i32x4.add
    local.get 1166 i32x4.add local.get 1167 i32x4.add local.get 1168 i32x4.add
    local.get 1169 i32x4.add local.get 1170 i32x4.add local.get 1171 i32x4.add
    local.get 1172 i32x4.add local.get 1173 i32x4.add local.get 1174 i32x4.add
    local.get 1175 i32x4.add local.get 1176 i32x4.add local.get 1177 i32x4.add
    local.get 1178 i32x4.add local.get 1179 i32x4.add local.get 1180 i32x4.add
    local.get 1181 i32x4.add local.get 1182 i32x4.add local.get 1183 i32x4.add
    local.get 1184 i32x4.add local.get 1185 i32x4.add local.get 1186 i32x4.add
    local.get 1187 i32x4.add local.get 1188 i32x4.add local.get 1189 i32x4.add
    local.get 1190 i32x4.add local.get 1191 i32x4.add local.get 1192 i32x4.add
    local.get 1193 i32x4.add local.get 1194 i32x4.add local.get 1195 i32x4.add
    local.get 1196 i32x4.add local.get 1197 i32x4.add local.get 1198 i32x4.add
    local.get 1199 i32x4.add local.get 1200 i32x4.add local.get 1201 i32x4.add
    local.get 1202 i32x4.add local.get 1203 i32x4.add local.get 1204 i32x4.add
    local.get 1205 i32x4.add local.get 1206 i32x4.add local.get 1207 i32x4.add
    local.get 1208 i32x4.add local.get 1209 i32x4.add local.get 1210 i32x4.add
    local.get 1211 i32x4.add local.get 1212 i32x4.add local.get 1213 i32x4.add
    local.get 1214 i32x4.add local.get 1215 i32x4.add local.get 1216 i32x4.add
    local.get 1217 i32x4.add local.get 1218 i32x4.add local.get 1219 i32x4.add
    local.get 1220 i32x4.add local.get 1221 i32x4.add local.get 1222 i32x4.add
    local.get 1223 i32x4.add local.get 1224 i32x4.add local.get 1225 i32x4.add
    local.get 1226 i32x4.add local.get 1227 i32x4.add local.get 1228 i32x4.add
    local.get 1229 i32x4.add local.get 1230 i32x4.add local.get 1231 i32x4.add
    local.get 1232 i32x4.add local.get 1233 i32x4.add local.get 1234 i32x4.add
    local.get 1235 i32x4.add local.get 1236 i32x4.add local.get 1237 i32x4.add
    local.get 1238 i32x4.add local.get 1239 i32x4.add local.get 1240 i32x4.add
    local.get 1241 i32x4.add local.get 1242 i32x4.add local.get 1243 i32x4.add
    local.get 1244 i32x4.add local.get 1245 i32x4.add local.get 1246 i32x4.add
    local.get 1247 i32x4.add local.get 1248 i32x4.add local.get 1249 i32x4.add
    local.get 1250 i32x4.add local.get 1251 i32x4.add local.get 1252 i32x4.add
    local.get 1253 i32x4.add local.get 1254 i32x4.add local.get 1255 i32x4.add
    local.get 1256 i32x4.add local.get 1257 i32x4.add local.get 1258 i32x4.add
    local.get 1259 i32x4.add local.get 1260 i32x4.add local.get 1261 i32x4.add
    local.get 1262 i32x4.add local.get 1263 i32x4.add local.get 1264 i32x4.add
    local.get 1265 i32x4.add local.get 1266 i32x4.add local.get 1267 i32x4.add
    local.get 1268 i32x4.add local.get 1269 i32x4.add local.get 1270 i32x4.add
    local.get 1271 i32x4.add local.get 1272 i32x4.add local.get 1273 i32x4.add
    local.get 1274 i32x4.add local.get 1275 i32x4.add local.get 1276 i32x4.add
    local.get 1277 i32x4.add local.get 1278 i32x4.add local.get 1279 i32x4.add
    local.get 1280 i32x4.add local.get 1281 i32x4.add local.get 1282 i32x4.add
    local.get 1283 i32x4.add local.get 1284 i32x4.add local.get 1285 i32x4.add
    local.get 1286 i32x4.add local.get 1287 i32x4.add local.get 1288 i32x4.add
    local.get 1289 i32x4.add local.get 1290 i32x4.add local.get 1291 i32x4.add
    local.get 1292 i32x4.add local.get 1293 i32x4.add local.get 1294 i32x4.add
    local.get 1295 i32x4.add local.get 1296 i32x4.add local.get 1297 i32x4.add
    local.get 1298 i32x4.add local.get 1299 i32x4.add local.get 1300 i32x4.add
    local.get 1301 i32x4.add local.get 1302 i32x4.add local.get 1303 i32x4.add
    local.get 1304 i32x4.add local.get 1305 i32x4.add local.get 1306 i32x4.add
    local.get 1307 i32x4.add local.get 1308 i32x4.add local.get 1309 i32x4.add
    local.get 1310 i32x4.add local.get 1311 i32x4.add local.get 1312 i32x4.add
    local.get 1313 i32x4.add local.get 1314 i32x4.add local.get 1315 i32x4.add
    local.get 1316 i32x4.add local.get 1317 i32x4.add local.get 1318 i32x4.add
    local.get 1319 i32x4.add local.get 1320 i32x4.add local.get 1321 i32x4.add
    local.get 1322 i32x4.add local.get 1323 i32x4.add local.get 1324 i32x4.add
    local.get 1325 i32x4.add local.get 1326 i32x4.add local.get 1327 i32x4.add
    local.get 1328 i32x4.add local.get 1329 i32x4.add local.get 1330 i32x4.add
    local.get 1331 i32x4.add local.get 1332 i32x4.add local.get 1333 i32x4.add
    local.get 1334 i32x4.add local.get 1335 i32x4.add local.get 1336 i32x4.add
    local.get 1337 i32x4.add local.get 1338 i32x4.add local.get 1339 i32x4.add
    local.get 1340 i32x4.add local.get 1341 i32x4.add local.get 1342 i32x4.add
    local.get 1343 i32x4.add local.get 1344 i32x4.add local.get 1345 i32x4.add
    local.get 1346 i32x4.add local.get 1347 i32x4.add local.get 1348 i32x4.add
    local.get 1349 i32x4.add local.get 1350 i32x4.add local.get 1351 i32x4.add
    local.get 1352 i32x4.add local.get 1353 i32x4.add local.get 1354 i32x4.add
    local.get 1355 i32x4.add local.get 1356 i32x4.add local.get 1357 i32x4.add
    local.get 1358 i32x4.add local.get 1359 i32x4.add local.get 1360 i32x4.add
    local.get 1361 i32x4.add local.get 1362 i32x4.add local.get 1363 i32x4.add
    local.get 1364 i32x4.add local.get 1365 i32x4.add local.get 1366 i32x4.add
    local.get 1367 i32x4.add local.get 1368 i32x4.add local.get 1369 i32x4.add
    local.get 1370 i32x4.add local.get 1371 i32x4.add local.get 1372 i32x4.add
    local.get 1373 i32x4.add local.get 1374 i32x4.add local.get 1375 i32x4.add
    local.get 1376 i32x4.add local.get 1377 i32x4.add local.get 1378 i32x4.add
    local.get 1379 i32x4.add local.get 1380 i32x4.add local.get 1381 i32x4.add
    local.get 1382 i32x4.add local.get 1383 i32x4.add local.get 1384 i32x4.add
    local.get 1385 i32x4.add local.get 1386 i32x4.add local.get 1387 i32x4.add
    local.get 1388 i32x4.add local.get 1389 i32x4.add local.get 1390 i32x4.add
    local.get 1391 i32x4.add local.get 1392 i32x4.add local.get 1393 i32x4.add
    local.get 1394 i32x4.add local.get 1395 i32x4.add local.get 1396 i32x4.add
    local.get 1397 i32x4.add local.get 1398 i32x4.add local.get 1399 i32x4.add
    local.get 1400 i32x4.add local.get 1401 i32x4.add local.get 1402 i32x4.add
    local.get 1403 i32x4.add local.get 1404 i32x4.add local.get 1405 i32x4.add
    local.get 1406 i32x4.add local.get 1407 i32x4.add local.get 1408 i32x4.add
    local.get 1409 i32x4.add local.get 1410 i32x4.add local.get 1411 i32x4.add
    local.get 1412 i32x4.add local.get 1413 i32x4.add local.get 1414 i32x4.add
    local.get 1415 i32x4.add local.get 1416 i32x4.add local.get 1417 i32x4.add
    local.get 1418 i32x4.add local.get 1419 i32x4.add local.get 1420 i32x4.add
    local.get 1421 i32x4.add local.get 1422 i32x4.add local.get 1423 i32x4.add
    local.get 1424 i32x4.add local.get 1425 i32x4.add local.get 1426 i32x4.add
    local.get 1427 i32x4.add local.get 1428 i32x4.add local.get 1429 i32x4.add
    local.get 1430 i32x4.add local.get 1431 i32x4.add local.get 1432 i32x4.add
    local.get 1433 i32x4.add local.get 1434 i32x4.add local.get 1435 i32x4.add
    local.get 1436 i32x4.add local.get 1437 i32x4.add local.get 1438 i32x4.add
    local.get 1439 i32x4.add local.get 1440 i32x4.add local.get 1441 i32x4.add
    local.get 1442 i32x4.add local.get 1443 i32x4.add local.get 1444 i32x4.add
    local.get 1445 i32x4.add local.get 1446 i32x4.add local.get 1447 i32x4.add
    local.get 1448 i32x4.add local.get 1449 i32x4.add local.get 1450 i32x4.add
    local.get 1451 i32x4.add local.get 1452 i32x4.add local.get 1453 i32x4.add
    local.get 1454 i32x4.add local.get 1455 i32x4.add local.get 1456 i32x4.add
    local.get 1457 i32x4.add local.get 1458 i32x4.add local.get 1459 i32x4.add
    local.get 1460 i32x4.add local.get 1461 i32x4.add local.get 1462 i32x4.add
    local.get 1463 i32x4.add local.get 1464 i32x4.add local.get 1465 i32x4.add
    local.get 1466 i32x4.add local.get 1467 i32x4.add local.get 1468 i32x4.add
    local.get 1469 i32x4.add local.get 1470 i32x4.add local.get 1471 i32x4.add
    local.get 1472 i32x4.add local.get 1473 i32x4.add local.get 1474 i32x4.add
    local.get 1475 i32x4.add local.get 1476 i32x4.add local.get 1477 i32x4.add
    local.get 1478 i32x4.add local.get 1479 i32x4.add local.get 1480 i32x4.add
    local.get 1481 i32x4.add local.get 1482 i32x4.add local.get 1483 i32x4.add
    local.get 1484 i32x4.add local.get 1485 i32x4.add local.get 1486 i32x4.add
    local.get 1487 i32x4.add local.get 1488 i32x4.add local.get 1489 i32x4.add
    local.get 1490 i32x4.add local.get 1491 i32x4.add local.get 1492 i32x4.add
    local.get 1493 i32x4.add local.get 1494 i32x4.add local.get 1495 i32x4.add
    local.get 1496 i32x4.add local.get 1497 i32x4.add local.get 1498 i32x4.add
    local.get 1499 i32x4.add local.get 1500 i32x4.add local.get 1501 i32x4.add
    local.get 1502 i32x4.add local.get 1503 i32x4.add local.get 1504 i32x4.add
    local.get 1505 i32x4.add local.get 1506 i32x4.add local.get 1507 i32x4.add
    local.get 1508 i32x4.add local.get 1509 i32x4.add local.get 1510 i32x4.add
    local.get 1511 i32x4.add local.get 1512 i32x4.add local.get 1513 i32x4.add
    local.get 1514 i32x4.add local.get 1515 i32x4.add local.get 1516 i32x4.add
    local.get 1517 i32x4.add local.get 1518 i32x4.add local.get 1519 i32x4.add
    local.get 1520 i32x4.add local.get 1521 i32x4.add local.get 1522 i32x4.add
    local.get 1523 i32x4.add local.get 1524 i32x4.add local.get 1525 i32x4.add
    local.get 1526 i32x4.add local.get 1527 i32x4.add local.get 1528 i32x4.add
    local.get 1529 i32x4.add local.get 1530 i32x4.add local.get 1531 i32x4.add
    local.get 1532 i32x4.add local.get 1533 i32x4.add local.get 1534 i32x4.add
    local.get 1535 i32x4.add local.get 1536 i32x4.add local.get 1537 i32x4.add
    local.get 1538 i32x4.add local.get 1539 i32x4.add local.get 1540 i32x4.add
    local.get 1541 i32x4.add local.get 1542 i32x4.add local.get 1543 i32x4.add
    local.get 1544 i32x4.add local.get 1545 i32x4.add local.get 1546 i32x4.add
    local.get 1547 i32x4.add local.get 1548 i32x4.add local.get 1549 i32x4.add
    local.get 1550 i32x4.add local.get 1551 i32x4.add local.get 1552 i32x4.add
    local.get 1553 i32x4.add local.get 1554 i32x4.add local.get 1555 i32x4.add
    local.get 1556 i32x4.add local.get 1557 i32x4.add local.get 1558 i32x4.add
    local.get 1559 i32x4.add local.get 1560 i32x4.add local.get 1561 i32x4.add
    local.get 1562 i32x4.add local.get 1563 i32x4.add local.get 1564 i32x4.add
    local.get 1565 i32x4.add local.get 1566 i32x4.add local.get 1567 i32x4.add
    local.get 1568 i32x4.add local.get 1569 i32x4.add local.get 1570 i32x4.add
    local.get 1571 i32x4.add local.get 1572 i32x4.add local.get 1573 i32x4.add
    local.get 1574 i32x4.add local.get 1575 i32x4.add local.get 1576 i32x4.add
    local.get 1577 i32x4.add local.get 1578 i32x4.add local.get 1579 i32x4.add
    local.get 1580 i32x4.add local.get 1581 i32x4.add local.get 1582 i32x4.add
    local.get 1583 i32x4.add local.get 1584 i32x4.add local.get 1585 i32x4.add
    local.get 1586 i32x4.add local.get 1587 i32x4.add local.get 1588 i32x4.add
    local.get 1589 i32x4.add local.get 1590 i32x4.add local.get 1591 i32x4.add
    local.get 1592 i32x4.add local.get 1593 i32x4.add local.get 1594 i32x4.add
    local.get 1595 i32x4.add local.get 1596 i32x4.add local.get 1597 i32x4.add
    local.get 1598 i32x4.add local.get 1599 i32x4.add local.get 1600 i32x4.add
    local.get 1601 i32x4.add local.get 1602 i32x4.add local.get 1603 i32x4.add
    local.get 1604 i32x4.add local.get 1605 i32x4.add local.get 1606 i32x4.add
    local.get 1607 i32x4.add local.get 1608 i32x4.add local.get 1609 i32x4.add
    local.get 1610 i32x4.add local.get 1611 i32x4.add local.get 1612 i32x4.add
    local.get 1613 i32x4.add local.get 1614 i32x4.add local.get 1615 i32x4.add
    local.get 1616 i32x4.add local.get 1617 i32x4.add local.get 1618 i32x4.add
    local.get 1619 i32x4.add local.get 1620 i32x4.add local.get 1621 i32x4.add
    local.get 1622 i32x4.add local.get 1623 i32x4.add local.get 1624 i32x4.add
    local.get 1625 i32x4.add local.get 1626 i32x4.add local.get 1627 i32x4.add
    local.get 1628 i32x4.add local.get 1629 i32x4.add local.get 1630 i32x4.add
    local.get 1631 i32x4.add local.get 1632 i32x4.add local.get 1633 i32x4.add
    local.get 1634 i32x4.add local.get 1635 i32x4.add local.get 1636 i32x4.add
    local.get 1637 i32x4.add local.get 1638 i32x4.add local.get 1639 i32x4.add
    local.get 1640 i32x4.add local.get 1641 i32x4.add local.get 1642 i32x4.add
    local.get 1643 i32x4.add local.get 1644 i32x4.add local.get 1645 i32x4.add
    local.get 1646 i32x4.add local.get 1647 i32x4.add local.get 1648 i32x4.add
    local.get 1649 i32x4.add local.get 1650 i32x4.add local.get 1651 i32x4.add
    local.get 1652 i32x4.add local.get 1653 i32x4.add local.get 1654 i32x4.add
    local.get 1655 i32x4.add local.get 1656 i32x4.add local.get 1657 i32x4.add
    local.get 1658 i32x4.add local.get 1659 i32x4.add local.get 1660 i32x4.add
    local.get 1661 i32x4.add local.get 1662 i32x4.add local.get 1663 i32x4.add
    local.get 1664 i32x4.add local.get 1665 i32x4.add local.get 1666 i32x4.add
    local.get 1667 i32x4.add local.get 1668 i32x4.add local.get 1669 i32x4.add
    local.get 1670 i32x4.add local.get 1671 i32x4.add local.get 1672 i32x4.add
    local.get 1673 i32x4.add local.get 1674 i32x4.add local.get 1675 i32x4.add
    local.get 1676 i32x4.add local.get 1677 i32x4.add local.get 1678 i32x4.add
    local.get 1679 i32x4.add local.get 1680 i32x4.add local.get 1681 i32x4.add
    local.get 1682 i32x4.add local.get 1683 i32x4.add local.get 1684 i32x4.add
    local.get 1685 i32x4.add local.get 1686 i32x4.add local.get 1687 i32x4.add
    local.get 1688 i32x4.add local.get 1689 i32x4.add local.get 1690 i32x4.add
    local.get 1691 i32x4.add local.get 1692 i32x4.add local.get 1693 i32x4.add
    local.get 1694 i32x4.add local.get 1695 i32x4.add local.get 1696 i32x4.add
    local.get 1697 i32x4.add local.get 1698 i32x4.add local.get 1699 i32x4.add
    local.get 1700 i32x4.add local.get 1701 i32x4.add local.get 1702 i32x4.add
    local.get 1703 i32x4.add local.get 1704 i32x4.add local.get 1705 i32x4.add
    local.get 1706 i32x4.add local.get 1707 i32x4.add local.get 1708 i32x4.add
    local.get 1709 i32x4.add local.get 1710 i32x4.add local.get 1711 i32x4.add
    local.get 1712 i32x4.add local.get 1713 i32x4.add local.get 1714 i32x4.add
    local.get 1715 i32x4.add local.get 1716 i32x4.add local.get 1717 i32x4.add
    local.get 1718 i32x4.add local.get 1719 i32x4.add local.get 1720 i32x4.add
    local.get 1721 i32x4.add local.get 1722 i32x4.add local.get 1723 i32x4.add
    local.get 1724 i32x4.add local.get 1725 i32x4.add local.get 1726 i32x4.add
    local.get 1727 i32x4.add local.get 1728 i32x4.add local.get 1729 i32x4.add
    local.get 1730 i32x4.add local.get 1731 i32x4.add local.get 1732 i32x4.add
    local.get 1733 i32x4.add local.get 1734 i32x4.add local.get 1735 i32x4.add
    local.get 1736 i32x4.add local.get 1737 i32x4.add local.get 1738 i32x4.add
    local.get 1739 i32x4.add local.get 1740 i32x4.add local.get 1741 i32x4.add
    local.get 1742 i32x4.add local.get 1743 i32x4.add local.get 1744 i32x4.add
    local.get 1745 i32x4.add local.get 1746 i32x4.add local.get 1747 i32x4.add
    local.get 1748 i32x4.add local.get 1749 i32x4.add local.get 1750 i32x4.add
    local.get 1751 i32x4.add local.get 1752 i32x4.add local.get 1753 i32x4.add
    local.get 1754 i32x4.add local.get 1755 i32x4.add local.get 1756 i32x4.add
    local.get 1757 i32x4.add local.get 1758 i32x4.add local.get 1759 i32x4.add
    local.get 1760 i32x4.add local.get 1761 i32x4.add local.get 1762 i32x4.add
    local.get 1763 i32x4.add local.get 1764 i32x4.add local.get 1765 i32x4.add
    local.get 1766 i32x4.add local.get 1767 i32x4.add local.get 1768 i32x4.add
    local.get 1769 i32x4.add local.get 1770 i32x4.add local.get 1771 i32x4.add
    local.get 1772 i32x4.add local.get 1773 i32x4.add local.get 1774 i32x4.add
    local.get 1775 i32x4.add local.get 1776 i32x4.add local.get 1777 i32x4.add
    local.get 1778 i32x4.add local.get 1779 i32x4.add local.get 1780 i32x4.add
    local.get 1781 i32x4.add local.get 1782 i32x4.add local.get 1783 i32x4.add
    local.get 1784 i32x4.add local.get 1785 i32x4.add local.get 1786 i32x4.add
    local.get 1787 i32x4.add local.get 1788 i32x4.add local.get 1789 i32x4.add
    local.get 1790 i32x4.add local.get 1791 i32x4.add local.get 1792 i32x4.add
    local.get 1793 i32x4.add local.get 1794 i32x4.add local.get 1795 i32x4.add
    local.get 1796 i32x4.add local.get 1797 i32x4.add local.get 1798 i32x4.add
    local.get 1799 i32x4.add local.get 1800 i32x4.add local.get 1801 i32x4.add
    local.get 1802 i32x4.add local.get 1803 i32x4.add local.get 1804 i32x4.add
    local.get 1805 i32x4.add local.get 1806 i32x4.add local.get 1807 i32x4.add
    local.get 1808 i32x4.add local.get 1809 i32x4.add local.get 1810 i32x4.add
    local.get 1811 i32x4.add local.get 1812 i32x4.add local.get 1813 i32x4.add
    local.get 1814 i32x4.add local.get 1815 i32x4.add local.get 1816 i32x4.add
    local.get 1817 i32x4.add local.get 1818 i32x4.add local.get 1819 i32x4.add
    local.get 1820 i32x4.add local.get 1821 i32x4.add local.get 1822 i32x4.add
    local.get 1823 i32x4.add local.get 1824 i32x4.add local.get 1825 i32x4.add
    local.get 1826 i32x4.add local.get 1827 i32x4.add local.get 1828 i32x4.add
    local.get 1829 i32x4.add local.get 1830 i32x4.add local.get 1831 i32x4.add
    local.get 1832 i32x4.add local.get 1833 i32x4.add local.get 1834 i32x4.add
    local.get 1835 i32x4.add local.get 1836 i32x4.add local.get 1837 i32x4.add
    local.get 1838 i32x4.add local.get 1839 i32x4.add local.get 1840 i32x4.add
    local.get 1841 i32x4.add local.get 1842 i32x4.add local.get 1843 i32x4.add
    local.get 1844 i32x4.add local.get 1845 i32x4.add local.get 1846 i32x4.add
    local.get 1847 i32x4.add local.get 1848 i32x4.add local.get 1849 i32x4.add
    local.get 1850 i32x4.add local.get 1851 i32x4.add local.get 1852 i32x4.add
    local.get 1853 i32x4.add local.get 1854 i32x4.add local.get 1855 i32x4.add
    local.get 1856 i32x4.add local.get 1857 i32x4.add local.get 1858 i32x4.add
    local.get 1859 i32x4.add local.get 1860 i32x4.add local.get 1861 i32x4.add
    local.get 1862 i32x4.add local.get 1863 i32x4.add local.get 1864 i32x4.add
    local.get 1865 i32x4.add local.get 1866 i32x4.add local.get 1867 i32x4.add
    local.get 1868 i32x4.add local.get 1869 i32x4.add local.get 1870 i32x4.add
    local.get 1871 i32x4.add local.get 1872 i32x4.add local.get 1873 i32x4.add
    local.get 1874 i32x4.add local.get 1875 i32x4.add local.get 1876 i32x4.add
    local.get 1877 i32x4.add local.get 1878 i32x4.add local.get 1879 i32x4.add
    local.get 1880 i32x4.add local.get 1881 i32x4.add local.get 1882 i32x4.add
    local.get 1883 i32x4.add local.get 1884 i32x4.add local.get 1885 i32x4.add
    local.get 1886 i32x4.add local.get 1887 i32x4.add local.get 1888 i32x4.add
    local.get 1889 i32x4.add local.get 1890 i32x4.add local.get 1891 i32x4.add
    local.get 1892 i32x4.add local.get 1893 i32x4.add local.get 1894 i32x4.add
    local.get 1895 i32x4.add local.get 1896 i32x4.add local.get 1897 i32x4.add
    local.get 1898 i32x4.add local.get 1899 i32x4.add local.get 1900 i32x4.add
    local.get 1901 i32x4.add local.get 1902 i32x4.add local.get 1903 i32x4.add
    local.get 1904 i32x4.add local.get 1905 i32x4.add local.get 1906 i32x4.add
    local.get 1907 i32x4.add local.get 1908 i32x4.add local.get 1909 i32x4.add
    local.get 1910 i32x4.add local.get 1911 i32x4.add local.get 1912 i32x4.add
    local.get 1913 i32x4.add local.get 1914 i32x4.add local.get 1915 i32x4.add
    local.get 1916 i32x4.add local.get 1917 i32x4.add local.get 1918 i32x4.add
    local.get 1919 i32x4.add local.get 1920 i32x4.add local.get 1921 i32x4.add
    local.get 1922 i32x4.add local.get 1923 i32x4.add local.get 1924 i32x4.add
    local.get 1925 i32x4.add local.get 1926 i32x4.add local.get 1927 i32x4.add
    local.get 1928 i32x4.add local.get 1929 i32x4.add local.get 1930 i32x4.add
    local.get 1931 i32x4.add local.get 1932 i32x4.add local.get 1933 i32x4.add
    local.get 1934 i32x4.add local.get 1935 i32x4.add local.get 1936 i32x4.add
    local.get 1937 i32x4.add local.get 1938 i32x4.add local.get 1939 i32x4.add
    local.get 1940 i32x4.add local.get 1941 i32x4.add local.get 1942 i32x4.add
    local.get 1943 i32x4.add local.get 1944 i32x4.add local.get 1945 i32x4.add
    local.get 1946 i32x4.add local.get 1947 i32x4.add local.get 1948 i32x4.add
    local.get 1949 i32x4.add local.get 1950 i32x4.add local.get 1951 i32x4.add
    local.get 1952 i32x4.add local.get 1953 i32x4.add local.get 1954 i32x4.add
    local.get 1955 i32x4.add local.get 1956 i32x4.add local.get 1957 i32x4.add
    local.get 1958 i32x4.add local.get 1959 i32x4.add local.get 1960 i32x4.add
    local.get 1961 i32x4.add local.get 1962 i32x4.add local.get 1963 i32x4.add
    local.get 1964 i32x4.add local.get 1965 i32x4.add local.get 1966 i32x4.add
    local.get 1967 i32x4.add local.get 1968 i32x4.add local.get 1969 i32x4.add
    local.get 1970 i32x4.add local.get 1971 i32x4.add local.get 1972 i32x4.add
    local.get 1973 i32x4.add local.get 1974 i32x4.add local.get 1975 i32x4.add
    local.get 1976 i32x4.add local.get 1977 i32x4.add local.get 1978 i32x4.add
    local.get 1979 i32x4.add local.get 1980 i32x4.add local.get 1981 i32x4.add
    local.get 1982 i32x4.add local.get 1983 i32x4.add local.get 1984 i32x4.add
    local.get 1985 i32x4.add local.get 1986 i32x4.add local.get 1987 i32x4.add
    local.get 1988 i32x4.add local.get 1989 i32x4.add local.get 1990 i32x4.add
    local.get 1991 i32x4.add local.get 1992 i32x4.add local.get 1993 i32x4.add
    local.get 1994 i32x4.add local.get 1995 i32x4.add local.get 1996 i32x4.add
    local.get 1997 i32x4.add local.get 1998 i32x4.add local.get 1999 i32x4.add
    local.get 2000 i32x4.add local.get 2001 i32x4.add local.get 2002 i32x4.add
    local.get 2003 i32x4.add local.get 2004 i32x4.add local.get 2005 i32x4.add
    local.get 2006 i32x4.add local.get 2007 i32x4.add local.get 2008 i32x4.add
    local.get 2009 i32x4.add local.get 2010 i32x4.add local.get 2011 i32x4.add
    local.get 2012 i32x4.add local.get 2013 i32x4.add local.get 2014 i32x4.add
    local.get 2015 i32x4.add local.get 2016 i32x4.add local.get 2017 i32x4.add
    local.get 2018 i32x4.add local.get 2019 i32x4.add local.get 2020 i32x4.add
    local.get 2021 i32x4.add local.get 2022 i32x4.add local.get 2023 i32x4.add
    local.get 2024 i32x4.add local.get 2025 i32x4.add local.get 2026 i32x4.add
    local.get 2027 i32x4.add local.get 2028 i32x4.add local.get 2029 i32x4.add
    local.get 2030 i32x4.add local.get 2031 i32x4.add local.get 2032 i32x4.add
    local.get 2033 i32x4.add local.get 2034 i32x4.add local.get 2035 i32x4.add
    local.get 2036 i32x4.add local.get 2037 i32x4.add local.get 2038 i32x4.add
    local.get 2039 i32x4.add local.get 2040 i32x4.add local.get 2041 i32x4.add
    local.get 2042 i32x4.add local.get 2043 i32x4.add local.get 2044 i32x4.add
    local.get 2045 i32x4.add local.get 2046 i32x4.add local.get 2047 i32x4.add
    local.get 2048 i32x4.add local.get 2049 i32x4.add local.get 2050 i32x4.add
    local.get 2051 i32x4.add local.get 2052 i32x4.add local.get 2053 i32x4.add
    local.get 2054 i32x4.add local.get 2055 i32x4.add local.get 2056 i32x4.add
    local.get 2057 i32x4.add local.get 2058 i32x4.add local.get 2059 i32x4.add
    local.get 2060 i32x4.add local.get 2061 i32x4.add local.get 2062 i32x4.add
    local.get 2063 i32x4.add local.get 2064 i32x4.add local.get 2065 i32x4.add
    local.get 2066 i32x4.add local.get 2067 i32x4.add local.get 2068 i32x4.add
    local.get 2069 i32x4.add local.get 2070 i32x4.add local.get 2071 i32x4.add
    local.get 2072 i32x4.add local.get 2073 i32x4.add local.get 2074 i32x4.add
    local.get 2075 i32x4.add local.get 2076 i32x4.add local.get 2077 i32x4.add
    local.get 2078 i32x4.add local.get 2079 i32x4.add local.get 2080 i32x4.add
    local.get 2081 i32x4.add local.get 2082 i32x4.add local.get 2083 i32x4.add
    local.get 2084 i32x4.add local.get 2085 i32x4.add local.get 2086 i32x4.add
    local.get 2087 i32x4.add local.get 2088 i32x4.add local.get 2089 i32x4.add
    local.get 2090 i32x4.add local.get 2091 i32x4.add local.get 2092 i32x4.add
    local.get 2093 i32x4.add local.get 2094 i32x4.add local.get 2095 i32x4.add
    local.get 2096 i32x4.add local.get 2097 i32x4.add local.get 2098 i32x4.add
    local.get 2099 i32x4.add local.get 2100 i32x4.add local.get 2101 i32x4.add
    local.get 2102 i32x4.add local.get 2103 i32x4.add local.get 2104 i32x4.add
    local.get 2105 i32x4.add local.get 2106 i32x4.add local.get 2107 i32x4.add
    local.get 2108 i32x4.add local.get 2109 i32x4.add local.get 2110 i32x4.add
    local.get 2111 i32x4.add local.get 2112 i32x4.add local.get 2113 i32x4.add
    local.get 2114 i32x4.add local.get 2115 i32x4.add local.get 2116 i32x4.add
    local.get 2117 i32x4.add local.get 2118 i32x4.add local.get 2119 i32x4.add
    local.get 2120 i32x4.add local.get 2121 i32x4.add local.get 2122 i32x4.add
    local.get 2123 i32x4.add local.get 2124 i32x4.add local.get 2125 i32x4.add
    local.get 2126 i32x4.add local.get 2127 i32x4.add local.get 2128 i32x4.add
    local.get 2129 i32x4.add local.get 2130 i32x4.add local.get 2131 i32x4.add
    local.get 2132 i32x4.add local.get 2133 i32x4.add local.get 2134 i32x4.add
    local.get 2135 i32x4.add local.get 2136 i32x4.add local.get 2137 i32x4.add
    local.get 2138 i32x4.add local.get 2139 i32x4.add local.get 2140 i32x4.add
    local.get 2141 i32x4.add local.get 2142 i32x4.add local.get 2143 i32x4.add
    local.get 2144 i32x4.add local.get 2145 i32x4.add local.get 2146 i32x4.add
    local.get 2147 i32x4.add local.get 2148 i32x4.add local.get 2149 i32x4.add
    local.get 2150 i32x4.add local.get 2151 i32x4.add local.get 2152 i32x4.add
    local.get 2153 i32x4.add local.get 2154 i32x4.add local.get 2155 i32x4.add
    local.get 2156 i32x4.add local.get 2157 i32x4.add local.get 2158 i32x4.add
    local.get 2159 i32x4.add local.get 2160 i32x4.add local.get 2161 i32x4.add
    local.get 2162 i32x4.add local.get 2163 i32x4.add local.get 2164 i32x4.add
    local.get 2165 i32x4.add local.get 2166 i32x4.add local.get 2167 i32x4.add
    local.get 2168 i32x4.add local.get 2169 i32x4.add local.get 2170 i32x4.add
    local.get 2171 i32x4.add local.get 2172 i32x4.add local.get 2173 i32x4.add
    local.get 2174 i32x4.add local.get 2175 i32x4.add local.get 2176 i32x4.add
    local.get 2177 i32x4.add local.get 2178 i32x4.add local.get 2179 i32x4.add
    local.get 2180 i32x4.add local.get 2181 i32x4.add local.get 2182 i32x4.add
    local.get 2183 i32x4.add local.get 2184 i32x4.add local.get 2185 i32x4.add
    local.get 2186 i32x4.add local.get 2187 i32x4.add local.get 2188 i32x4.add
    local.get 2189 i32x4.add local.get 2190 i32x4.add local.get 2191 i32x4.add
    local.get 2192 i32x4.add local.get 2193 i32x4.add local.get 2194 i32x4.add
    local.get 2195 i32x4.add local.get 2196 i32x4.add local.get 2197 i32x4.add
    local.get 2198 i32x4.add local.get 2199 i32x4.add local.get 2200 i32x4.add
    local.get 2201 i32x4.add local.get 2202 i32x4.add local.get 2203 i32x4.add
    local.get 2204 i32x4.add local.get 2205 i32x4.add local.get 2206 i32x4.add
    local.get 2207 i32x4.add local.get 2208 i32x4.add local.get 2209 i32x4.add
    local.get 2210 i32x4.add local.get 2211 i32x4.add local.get 2212 i32x4.add
    local.get 2213 i32x4.add local.get 2214 i32x4.add local.get 2215 i32x4.add
    local.get 2216 i32x4.add local.get 2217 i32x4.add local.get 2218 i32x4.add
    local.get 2219 i32x4.add local.get 2220 i32x4.add local.get 2221 i32x4.add
    local.get 2222 i32x4.add local.get 2223 i32x4.add local.get 2224 i32x4.add
    local.get 2225 i32x4.add local.get 2226 i32x4.add local.get 2227 i32x4.add
    local.get 2228 i32x4.add local.get 2229 i32x4.add local.get 2230 i32x4.add
    local.get 2231 i32x4.add local.get 2232 i32x4.add local.get 2233 i32x4.add
    local.get 2234 i32x4.add local.get 2235 i32x4.add local.get 2236 i32x4.add
    local.get 2237 i32x4.add local.get 2238 i32x4.add local.get 2239 i32x4.add
    local.get 2240 i32x4.add local.get 2241 i32x4.add local.get 2242 i32x4.add
    local.get 2243 i32x4.add local.get 2244 i32x4.add local.get 2245 i32x4.add
    local.get 2246 i32x4.add local.get 2247 i32x4.add local.get 2248 i32x4.add
    local.get 2249 i32x4.add local.get 2250 i32x4.add local.get 2251 i32x4.add
    local.get 2252 i32x4.add local.get 2253 i32x4.add local.get 2254 i32x4.add
    local.get 2255 i32x4.add local.get 2256 i32x4.add local.get 2257 i32x4.add
    local.get 2258 i32x4.add local.get 2259 i32x4.add local.get 2260 i32x4.add
    local.get 2261 i32x4.add local.get 2262 i32x4.add local.get 2263 i32x4.add
    local.get 2264 i32x4.add local.get 2265 i32x4.add local.get 2266 i32x4.add
    local.get 2267 i32x4.add local.get 2268 i32x4.add local.get 2269 i32x4.add
    local.get 2270 i32x4.add local.get 2271 i32x4.add local.get 2272 i32x4.add
    local.get 2273 i32x4.add local.get 2274 i32x4.add local.get 2275 i32x4.add
    local.get 2276 i32x4.add local.get 2277 i32x4.add local.get 2278 i32x4.add
    local.get 2279 i32x4.add local.get 2280 i32x4.add local.get 2281 i32x4.add
    local.get 2282 i32x4.add local.get 2283 i32x4.add local.get 2284 i32x4.add
    local.get 2285 i32x4.add local.get 2286 i32x4.add local.get 2287 i32x4.add
    local.get 2288 i32x4.add local.get 2289 i32x4.add local.get 2290 i32x4.add
    local.get 2291 i32x4.add local.get 2292 i32x4.add local.get 2293 i32x4.add
    local.get 2294 i32x4.add local.get 2295 i32x4.add local.get 2296 i32x4.add
    local.get 2297 i32x4.add local.get 2298 i32x4.add local.get 2299 i32x4.add
    local.get 2300 i32x4.add local.get 2301 i32x4.add local.get 2302 i32x4.add
    local.get 2303 i32x4.add local.get 2304 i32x4.add local.get 2305 i32x4.add
    local.get 2306 i32x4.add local.get 2307 i32x4.add local.get 2308 i32x4.add
    local.get 2309 i32x4.add local.get 2310 i32x4.add local.get 2311 i32x4.add
    local.get 2312 i32x4.add local.get 2313 i32x4.add local.get 2314 i32x4.add
    local.get 2315 i32x4.add local.get 2316 i32x4.add local.get 2317 i32x4.add
    local.get 2318 i32x4.add local.get 2319 i32x4.add local.get 2320 i32x4.add
    local.get 2321 i32x4.add local.get 2322 i32x4.add local.get 2323 i32x4.add
    local.get 2324 i32x4.add local.get 2325 i32x4.add local.get 2326 i32x4.add
    local.get 2327 i32x4.add local.get 2328 i32x4.add local.get 2329 i32x4.add
    local.get 2330 i32x4.add local.get 2331 i32x4.add local.get 2332 i32x4.add
    local.get 2333 i32x4.add local.get 2334 i32x4.add local.get 2335 i32x4.add
    local.get 2336 i32x4.add local.get 2337 i32x4.add local.get 2338 i32x4.add
    local.get 2339 i32x4.add local.get 2340 i32x4.add local.get 2341 i32x4.add
    local.get 2342 i32x4.add local.get 2343 i32x4.add local.get 2344 i32x4.add
    local.get 2345 i32x4.add local.get 2346 i32x4.add local.get 2347 i32x4.add
    local.get 2348 i32x4.add local.get 2349 i32x4.add local.get 2350 i32x4.add
    local.get 2351 i32x4.add local.get 2352 i32x4.add local.get 2353 i32x4.add
    local.get 2354 i32x4.add local.get 2355 i32x4.add local.get 2356 i32x4.add
    local.get 2357 i32x4.add local.get 2358 i32x4.add local.get 2359 i32x4.add
    local.get 2360 i32x4.add local.get 2361 i32x4.add local.get 2362 i32x4.add
    local.get 2363 i32x4.add local.get 2364 i32x4.add local.get 2365 i32x4.add
    local.get 2366 i32x4.add local.get 2367 i32x4.add local.get 2368 i32x4.add
    local.get 2369 i32x4.add local.get 2370 i32x4.add local.get 2371 i32x4.add
    local.get 2372 i32x4.add local.get 2373 i32x4.add local.get 2374 i32x4.add
    local.get 2375 i32x4.add local.get 2376 i32x4.add local.get 2377 i32x4.add
    local.get 2378 i32x4.add local.get 2379 i32x4.add local.get 2380 i32x4.add
    local.get 2381 i32x4.add local.get 2382 i32x4.add local.get 2383 i32x4.add
    local.get 2384 i32x4.add local.get 2385 i32x4.add local.get 2386 i32x4.add
    local.get 2387 i32x4.add local.get 2388 i32x4.add local.get 2389 i32x4.add
    local.get 2390 i32x4.add local.get 2391 i32x4.add local.get 2392 i32x4.add
    local.get 2393 i32x4.add local.get 2394 i32x4.add local.get 2395 i32x4.add
    local.get 2396 i32x4.add local.get 2397 i32x4.add local.get 2398 i32x4.add
    local.get 2399 i32x4.add local.get 2400 i32x4.add local.get 2401 i32x4.add
    local.get 2402 i32x4.add local.get 2403 i32x4.add local.get 2404 i32x4.add
    local.get 2405 i32x4.add local.get 2406 i32x4.add local.get 2407 i32x4.add
    local.get 2408 i32x4.add local.get 2409 i32x4.add local.get 2410 i32x4.add
    local.get 2411 i32x4.add local.get 2412 i32x4.add local.get 2413 i32x4.add
    local.get 2414 i32x4.add local.get 2415 i32x4.add local.get 2416 i32x4.add
    local.get 2417 i32x4.add local.get 2418 i32x4.add local.get 2419 i32x4.add
    local.get 2420 i32x4.add local.get 2421 i32x4.add local.get 2422 i32x4.add
    local.get 2423 i32x4.add local.get 2424 i32x4.add local.get 2425 i32x4.add
    local.get 2426 i32x4.add local.get 2427 i32x4.add local.get 2428 i32x4.add
    local.get 2429 i32x4.add local.get 2430 i32x4.add local.get 2431 i32x4.add
    local.get 2432 i32x4.add local.get 2433 i32x4.add local.get 2434 i32x4.add
    local.get 2435 i32x4.add local.get 2436 i32x4.add local.get 2437 i32x4.add
    local.get 2438 i32x4.add local.get 2439 i32x4.add local.get 2440 i32x4.add
    local.get 2441 i32x4.add local.get 2442 i32x4.add local.get 2443 i32x4.add
    local.get 2444 i32x4.add local.get 2445 i32x4.add local.get 2446 i32x4.add
    local.get 2447 i32x4.add local.get 2448 i32x4.add local.get 2449 i32x4.add
    local.get 2450 i32x4.add local.get 2451 i32x4.add local.get 2452 i32x4.add
    local.get 2453 i32x4.add local.get 2454 i32x4.add local.get 2455 i32x4.add
    local.get 2456 i32x4.add local.get 2457 i32x4.add local.get 2458 i32x4.add
    local.get 2459 i32x4.add local.get 2460 i32x4.add local.get 2461 i32x4.add
    local.get 2462 i32x4.add local.get 2463 i32x4.add local.get 2464 i32x4.add
    local.get 2465 i32x4.add local.get 2466 i32x4.add local.get 2467 i32x4.add
    local.get 2468 i32x4.add local.get 2469 i32x4.add local.get 2470 i32x4.add
    local.get 2471 i32x4.add local.get 2472 i32x4.add local.get 2473 i32x4.add
    local.get 2474 i32x4.add local.get 2475 i32x4.add local.get 2476 i32x4.add
    local.get 2477 i32x4.add local.get 2478 i32x4.add local.get 2479 i32x4.add
    local.get 2480 i32x4.add local.get 2481 i32x4.add local.get 2482 i32x4.add
    local.get 2483 i32x4.add local.get 2484 i32x4.add local.get 2485 i32x4.add
    local.get 2486 i32x4.add local.get 2487 i32x4.add local.get 2488 i32x4.add
    local.get 2489 i32x4.add local.get 2490 i32x4.add local.get 2491 i32x4.add
    local.get 2492 i32x4.add local.get 2493 i32x4.add local.get 2494 i32x4.add
    local.get 2495 i32x4.add local.get 2496 i32x4.add local.get 2497 i32x4.add
    local.get 2498 i32x4.add local.get 2499 i32x4.add local.get 2500 i32x4.add
    local.get 2501 i32x4.add local.get 2502 i32x4.add local.get 2503 i32x4.add
    local.get 2504 i32x4.add local.get 2505 i32x4.add local.get 2506 i32x4.add
    local.get 2507 i32x4.add local.get 2508 i32x4.add local.get 2509 i32x4.add
    local.get 2510 i32x4.add local.get 2511 i32x4.add local.get 2512 i32x4.add
    local.get 2513 i32x4.add local.get 2514 i32x4.add local.get 2515 i32x4.add
    local.get 2516 i32x4.add local.get 2517 i32x4.add local.get 2518 i32x4.add
    local.get 2519 i32x4.add local.get 2520 i32x4.add local.get 2521 i32x4.add
    local.get 2522 i32x4.add local.get 2523 i32x4.add local.get 2524 i32x4.add
    local.get 2525 i32x4.add local.get 2526 i32x4.add local.get 2527 i32x4.add
    local.get 2528 i32x4.add local.get 2529 i32x4.add local.get 2530 i32x4.add
    local.get 2531 i32x4.add local.get 2532 i32x4.add local.get 2533 i32x4.add
    local.get 2534 i32x4.add local.get 2535 i32x4.add local.get 2536 i32x4.add
    local.get 2537 i32x4.add local.get 2538 i32x4.add local.get 2539 i32x4.add
    local.get 2540 i32x4.add local.get 2541 i32x4.add local.get 2542 i32x4.add
    local.get 2543 i32x4.add local.get 2544 i32x4.add local.get 2545 i32x4.add
    local.get 2546 i32x4.add local.get 2547 i32x4.add local.get 2548 i32x4.add
    local.get 2549 i32x4.add local.get 2550 i32x4.add local.get 2551 i32x4.add
    local.get 2552 i32x4.add local.get 2553 i32x4.add local.get 2554 i32x4.add
    local.get 2555 i32x4.add local.get 2556 i32x4.add local.get 2557 i32x4.add
    local.get 2558 i32x4.add local.get 2559 i32x4.add local.get 2560 i32x4.add
    local.get 2561 i32x4.add local.get 2562 i32x4.add local.get 2563 i32x4.add
    local.get 2564 i32x4.add local.get 2565 i32x4.add local.get 2566 i32x4.add
    local.get 2567 i32x4.add local.get 2568 i32x4.add local.get 2569 i32x4.add
    local.get 2570 i32x4.add local.get 2571 i32x4.add local.get 2572 i32x4.add
    local.get 2573 i32x4.add local.get 2574 i32x4.add local.get 2575 i32x4.add
    local.get 2576 i32x4.add local.get 2577 i32x4.add local.get 2578 i32x4.add
    local.get 2579 i32x4.add local.get 2580 i32x4.add local.get 2581 i32x4.add
    local.get 2582 i32x4.add local.get 2583 i32x4.add local.get 2584 i32x4.add
    local.get 2585 i32x4.add local.get 2586 i32x4.add local.get 2587 i32x4.add
    local.get 2588 i32x4.add local.get 2589 i32x4.add local.get 2590 i32x4.add
    local.get 2591 i32x4.add local.get 2592 i32x4.add local.get 2593 i32x4.add
    local.get 2594 i32x4.add local.get 2595 i32x4.add local.get 2596 i32x4.add
    local.get 2597 i32x4.add local.get 2598 i32x4.add local.get 2599 i32x4.add
    local.get 2600 i32x4.add local.get 2601 i32x4.add local.get 2602 i32x4.add
    local.get 2603 i32x4.add local.get 2604 i32x4.add local.get 2605 i32x4.add
    local.get 2606 i32x4.add local.get 2607 i32x4.add local.get 2608 i32x4.add
    local.get 2609 i32x4.add local.get 2610 i32x4.add local.get 2611 i32x4.add
    local.get 2612 i32x4.add local.get 2613 i32x4.add local.get 2614 i32x4.add
    local.get 2615 i32x4.add local.get 2616 i32x4.add local.get 2617 i32x4.add
    local.get 2618 i32x4.add local.get 2619 i32x4.add local.get 2620 i32x4.add
    local.get 2621 i32x4.add local.get 2622 i32x4.add local.get 2623 i32x4.add
    local.get 2624 i32x4.add local.get 2625 i32x4.add local.get 2626 i32x4.add
    local.get 2627 i32x4.add local.get 2628 i32x4.add local.get 2629 i32x4.add
    local.get 2630 i32x4.add local.get 2631 i32x4.add local.get 2632 i32x4.add
    local.get 2633 i32x4.add local.get 2634 i32x4.add local.get 2635 i32x4.add
    local.get 2636 i32x4.add local.get 2637 i32x4.add local.get 2638 i32x4.add
    local.get 2639 i32x4.add local.get 2640 i32x4.add local.get 2641 i32x4.add
    local.get 2642 i32x4.add local.get 2643 i32x4.add local.get 2644 i32x4.add
    local.get 2645 i32x4.add local.get 2646 i32x4.add local.get 2647 i32x4.add
    local.get 2648 i32x4.add local.get 2649 i32x4.add local.get 2650 i32x4.add
    local.get 2651 i32x4.add local.get 2652 i32x4.add local.get 2653 i32x4.add
    local.get 2654 i32x4.add local.get 2655 i32x4.add local.get 2656 i32x4.add
    local.get 2657 i32x4.add local.get 2658 i32x4.add local.get 2659 i32x4.add
    local.get 2660 i32x4.add local.get 2661 i32x4.add local.get 2662 i32x4.add
    local.get 2663 i32x4.add local.get 2664 i32x4.add local.get 2665 i32x4.add
    local.get 2666 i32x4.add local.get 2667 i32x4.add local.get 2668 i32x4.add
    local.get 2669 i32x4.add local.get 2670 i32x4.add local.get 2671 i32x4.add
    local.get 2672 i32x4.add local.get 2673 i32x4.add local.get 2674 i32x4.add
    local.get 2675 i32x4.add local.get 2676 i32x4.add local.get 2677 i32x4.add
    local.get 2678 i32x4.add local.get 2679 i32x4.add local.get 2680 i32x4.add
    local.get 2681 i32x4.add local.get 2682 i32x4.add local.get 2683 i32x4.add
    local.get 2684 i32x4.add local.get 2685 i32x4.add local.get 2686 i32x4.add
    local.get 2687 i32x4.add local.get 2688 i32x4.add local.get 2689 i32x4.add
    local.get 2690 i32x4.add local.get 2691 i32x4.add local.get 2692 i32x4.add
    local.get 2693 i32x4.add local.get 2694 i32x4.add local.get 2695 i32x4.add
    local.get 2696 i32x4.add local.get 2697 i32x4.add local.get 2698 i32x4.add
    local.get 2699 i32x4.add local.get 2700 i32x4.add local.get 2701 i32x4.add
    local.get 2702 i32x4.add local.get 2703 i32x4.add local.get 2704 i32x4.add
    local.get 2705 i32x4.add local.get 2706 i32x4.add local.get 2707 i32x4.add
    local.get 2708 i32x4.add local.get 2709 i32x4.add local.get 2710 i32x4.add
    local.get 2711 i32x4.add local.get 2712 i32x4.add local.get 2713 i32x4.add
    local.get 2714 i32x4.add local.get 2715 i32x4.add local.get 2716 i32x4.add
    local.get 2717 i32x4.add local.get 2718 i32x4.add local.get 2719 i32x4.add
    local.get 2720 i32x4.add local.get 2721 i32x4.add local.get 2722 i32x4.add
    local.get 2723 i32x4.add local.get 2724 i32x4.add local.get 2725 i32x4.add
    local.get 2726 i32x4.add local.get 2727 i32x4.add local.get 2728 i32x4.add
    local.get 2729 i32x4.add local.get 2730 i32x4.add local.get 2731 i32x4.add
    local.get 2732 i32x4.add local.get 2733 i32x4.add local.get 2734 i32x4.add
    local.get 2735 i32x4.add local.get 2736 i32x4.add local.get 2737 i32x4.add
    local.get 2738 i32x4.add local.get 2739 i32x4.add local.get 2740 i32x4.add
    local.get 2741 i32x4.add local.get 2742 i32x4.add local.get 2743 i32x4.add
    local.get 2744 i32x4.add local.get 2745 i32x4.add local.get 2746 i32x4.add
    local.get 2747 i32x4.add local.get 2748 i32x4.add local.get 2749 i32x4.add
    local.get 2750 i32x4.add local.get 2751 i32x4.add local.get 2752 i32x4.add
    local.get 2753 i32x4.add local.get 2754 i32x4.add local.get 2755 i32x4.add
    local.get 2756 i32x4.add local.get 2757 i32x4.add local.get 2758 i32x4.add
    local.get 2759 i32x4.add local.get 2760 i32x4.add local.get 2761 i32x4.add
    local.get 2762 i32x4.add local.get 2763 i32x4.add local.get 2764 i32x4.add
    local.get 2765 i32x4.add local.get 2766 i32x4.add local.get 2767 i32x4.add
    local.get 2768 i32x4.add local.get 2769 i32x4.add local.get 2770 i32x4.add
    local.get 2771 i32x4.add local.get 2772 i32x4.add local.get 2773 i32x4.add
    local.get 2774 i32x4.add local.get 2775 i32x4.add local.get 2776 i32x4.add
    local.get 2777 i32x4.add local.get 2778 i32x4.add local.get 2779 i32x4.add
    local.get 2780 i32x4.add local.get 2781 i32x4.add local.get 2782 i32x4.add
    local.get 2783 i32x4.add local.get 2784 i32x4.add local.get 2785 i32x4.add
    local.get 2786 i32x4.add local.get 2787 i32x4.add local.get 2788 i32x4.add
    local.get 2789 i32x4.add local.get 2790 i32x4.add local.get 2791 i32x4.add
    local.get 2792 i32x4.add local.get 2793 i32x4.add local.get 2794 i32x4.add
    local.get 2795 i32x4.add local.get 2796 i32x4.add local.get 2797 i32x4.add
    local.get 2798 i32x4.add local.get 2799 i32x4.add local.get 2800 i32x4.add
    local.get 2801 i32x4.add local.get 2802 i32x4.add local.get 2803 i32x4.add
    local.get 2804 i32x4.add local.get 2805 i32x4.add local.get 2806 i32x4.add
    local.get 2807 i32x4.add local.get 2808 i32x4.add local.get 2809 i32x4.add
    local.get 2810 i32x4.add local.get 2811 i32x4.add local.get 2812 i32x4.add
    local.get 2813 i32x4.add local.get 2814 i32x4.add local.get 2815 i32x4.add
    local.get 2816 i32x4.add local.get 2817 i32x4.add local.get 2818 i32x4.add
    local.get 2819 i32x4.add local.get 2820 i32x4.add local.get 2821 i32x4.add
    local.get 2822 i32x4.add local.get 2823 i32x4.add local.get 2824 i32x4.add
    local.get 2825 i32x4.add local.get 2826 i32x4.add local.get 2827 i32x4.add
    local.get 2828 i32x4.add local.get 2829 i32x4.add local.get 2830 i32x4.add
    local.get 2831 i32x4.add local.get 2832 i32x4.add local.get 2833 i32x4.add
    local.get 2834 i32x4.add local.get 2835 i32x4.add local.get 2836 i32x4.add
    local.get 2837 i32x4.add local.get 2838 i32x4.add local.get 2839 i32x4.add
    local.get 2840 i32x4.add local.get 2841 i32x4.add local.get 2842 i32x4.add
    local.get 2843 i32x4.add local.get 2844 i32x4.add local.get 2845 i32x4.add
    local.get 2846 i32x4.add local.get 2847 i32x4.add local.get 2848 i32x4.add
    local.get 2849 i32x4.add local.get 2850 i32x4.add local.get 2851 i32x4.add
    local.get 2852 i32x4.add local.get 2853 i32x4.add local.get 2854 i32x4.add
    local.get 2855 i32x4.add local.get 2856 i32x4.add local.get 2857 i32x4.add
    local.get 2858 i32x4.add local.get 2859 i32x4.add local.get 2860 i32x4.add
    local.get 2861 i32x4.add local.get 2862 i32x4.add local.get 2863 i32x4.add
    local.get 2864 i32x4.add local.get 2865 i32x4.add local.get 2866 i32x4.add
    local.get 2867 i32x4.add local.get 2868 i32x4.add local.get 2869 i32x4.add
    local.get 2870 i32x4.add local.get 2871 i32x4.add local.get 2872 i32x4.add
    local.get 2873 i32x4.add local.get 2874 i32x4.add local.get 2875 i32x4.add
    local.get 2876 i32x4.add local.get 2877 i32x4.add local.get 2878 i32x4.add
    local.get 2879 i32x4.add local.get 2880 i32x4.add local.get 2881 i32x4.add
    local.get 2882 i32x4.add local.get 2883 i32x4.add local.get 2884 i32x4.add
    local.get 2885 i32x4.add local.get 2886 i32x4.add local.get 2887 i32x4.add
    local.get 2888 i32x4.add local.get 2889 i32x4.add local.get 2890 i32x4.add
    local.get 2891 i32x4.add local.get 2892 i32x4.add local.get 2893 i32x4.add
    local.get 2894 i32x4.add local.get 2895 i32x4.add local.get 2896 i32x4.add
    local.get 2897 i32x4.add local.get 2898 i32x4.add local.get 2899 i32x4.add
    local.get 2900 i32x4.add local.get 2901 i32x4.add local.get 2902 i32x4.add
    local.get 2903 i32x4.add local.get 2904 i32x4.add local.get 2905 i32x4.add
    local.get 2906 i32x4.add local.get 2907 i32x4.add local.get 2908 i32x4.add
    local.get 2909 i32x4.add local.get 2910 i32x4.add local.get 2911 i32x4.add
    local.get 2912 i32x4.add local.get 2913 i32x4.add local.get 2914 i32x4.add
    local.get 2915 i32x4.add local.get 2916 i32x4.add local.get 2917 i32x4.add
    local.get 2918 i32x4.add local.get 2919 i32x4.add local.get 2920 i32x4.add
    local.get 2921 i32x4.add local.get 2922 i32x4.add local.get 2923 i32x4.add
    local.get 2924 i32x4.add local.get 2925 i32x4.add local.get 2926 i32x4.add
    local.get 2927 i32x4.add local.get 2928 i32x4.add local.get 2929 i32x4.add
    local.get 2930 i32x4.add local.get 2931 i32x4.add local.get 2932 i32x4.add
    local.get 2933 i32x4.add local.get 2934 i32x4.add local.get 2935 i32x4.add
    local.get 2936 i32x4.add local.get 2937 i32x4.add local.get 2938 i32x4.add
    local.get 2939 i32x4.add local.get 2940 i32x4.add local.get 2941 i32x4.add
    local.get 2942 i32x4.add local.get 2943 i32x4.add local.get 2944 i32x4.add
    local.get 2945 i32x4.add local.get 2946 i32x4.add local.get 2947 i32x4.add
    local.get 2948 i32x4.add local.get 2949 i32x4.add local.get 2950 i32x4.add
    local.get 2951 i32x4.add local.get 2952 i32x4.add local.get 2953 i32x4.add
    local.get 2954 i32x4.add local.get 2955 i32x4.add local.get 2956 i32x4.add
    local.get 2957 i32x4.add local.get 2958 i32x4.add local.get 2959 i32x4.add
    local.get 2960 i32x4.add local.get 2961 i32x4.add local.get 2962 i32x4.add
    local.get 2963 i32x4.add local.get 2964 i32x4.add local.get 2965 i32x4.add
    local.get 2966 i32x4.add local.get 2967 i32x4.add local.get 2968 i32x4.add
    local.get 2969 i32x4.add local.get 2970 i32x4.add local.get 2971 i32x4.add
    local.get 2972 i32x4.add local.get 2973 i32x4.add local.get 2974 i32x4.add
    local.get 2975 i32x4.add local.get 2976 i32x4.add local.get 2977 i32x4.add
    local.get 2978 i32x4.add local.get 2979 i32x4.add local.get 2980 i32x4.add
    local.get 2981 i32x4.add local.get 2982 i32x4.add local.get 2983 i32x4.add
    local.get 2984 i32x4.add local.get 2985 i32x4.add local.get 2986 i32x4.add
    local.get 2987 i32x4.add local.get 2988 i32x4.add local.get 2989 i32x4.add
    local.get 2990 i32x4.add local.get 2991 i32x4.add local.get 2992 i32x4.add
    local.get 2993 i32x4.add local.get 2994 i32x4.add local.get 2995 i32x4.add
    local.get 2996 i32x4.add local.get 2997 i32x4.add local.get 2998 i32x4.add
    local.get 2999 i32x4.add local.get 3000 i32x4.add local.get 3001 i32x4.add
    local.get 3002 i32x4.add local.get 3003 i32x4.add local.get 3004 i32x4.add
    local.get 3005 i32x4.add local.get 3006 i32x4.add local.get 3007 i32x4.add
    local.get 3008 i32x4.add local.get 3009 i32x4.add local.get 3010 i32x4.add
    local.get 3011 i32x4.add local.get 3012 i32x4.add local.get 3013 i32x4.add
    local.get 3014 i32x4.add local.get 3015 i32x4.add local.get 3016 i32x4.add
    local.get 3017 i32x4.add local.get 3018 i32x4.add local.get 3019 i32x4.add
    local.get 3020 i32x4.add local.get 3021 i32x4.add local.get 3022 i32x4.add
    local.get 3023 i32x4.add local.get 3024 i32x4.add local.get 3025 i32x4.add
    local.get 3026 i32x4.add local.get 3027 i32x4.add local.get 3028 i32x4.add
    local.get 3029 i32x4.add local.get 3030 i32x4.add local.get 3031 i32x4.add
    local.get 3032 i32x4.add local.get 3033 i32x4.add local.get 3034 i32x4.add
    local.get 3035 i32x4.add local.get 3036 i32x4.add local.get 3037 i32x4.add
    local.get 3038 i32x4.add local.get 3039 i32x4.add local.get 3040 i32x4.add
    local.get 3041 i32x4.add local.get 3042 i32x4.add local.get 3043 i32x4.add
    local.get 3044 i32x4.add local.get 3045 i32x4.add local.get 3046 i32x4.add
    local.get 3047 i32x4.add local.get 3048 i32x4.add local.get 3049 i32x4.add
    local.get 3050 i32x4.add local.get 3051 i32x4.add local.get 3052 i32x4.add
    local.get 3053 i32x4.add local.get 3054 i32x4.add local.get 3055 i32x4.add
    local.get 3056 i32x4.add local.get 3057 i32x4.add local.get 3058 i32x4.add
    local.get 3059 i32x4.add local.get 3060 i32x4.add local.get 3061 i32x4.add
    local.get 3062 i32x4.add local.get 3063 i32x4.add local.get 3064 i32x4.add
    local.get 3065 i32x4.add local.get 3066 i32x4.add local.get 3067 i32x4.add
    local.get 3068 i32x4.add local.get 3069 i32x4.add local.get 3070 i32x4.add
    local.get 3071 i32x4.add local.get 3072 i32x4.add local.get 3073 i32x4.add
    local.get 3074 i32x4.add local.get 3075 i32x4.add local.get 3076 i32x4.add
    local.get 3077 i32x4.add local.get 3078 i32x4.add local.get 3079 i32x4.add
    local.get 3080 i32x4.add local.get 3081 i32x4.add local.get 3082 i32x4.add
    local.get 3083 i32x4.add local.get 3084 i32x4.add local.get 3085 i32x4.add
    local.get 3086 i32x4.add local.get 3087 i32x4.add local.get 3088 i32x4.add
    local.get 3089 i32x4.add local.get 3090 i32x4.add local.get 3091 i32x4.add
    local.get 3092 i32x4.add local.get 3093 i32x4.add local.get 3094 i32x4.add
    local.get 3095 i32x4.add local.get 3096 i32x4.add local.get 3097 i32x4.add
    local.get 3098 i32x4.add local.get 3099 i32x4.add local.get 3100 i32x4.add
    local.get 3101 i32x4.add local.get 3102 i32x4.add local.get 3103 i32x4.add
    local.get 3104 i32x4.add local.get 3105 i32x4.add local.get 3106 i32x4.add
    local.get 3107 i32x4.add local.get 3108 i32x4.add local.get 3109 i32x4.add
    local.get 3110 i32x4.add local.get 3111 i32x4.add local.get 3112 i32x4.add
    local.get 3113 i32x4.add local.get 3114 i32x4.add local.get 3115 i32x4.add
    local.get 3116 i32x4.add local.get 3117 i32x4.add local.get 3118 i32x4.add
    local.get 3119 i32x4.add local.get 3120 i32x4.add local.get 3121 i32x4.add
    local.get 3122 i32x4.add local.get 3123 i32x4.add local.get 3124 i32x4.add
    local.get 3125 i32x4.add local.get 3126 i32x4.add local.get 3127 i32x4.add
    local.get 3128 i32x4.add local.get 3129 i32x4.add local.get 3130 i32x4.add
    local.get 3131 i32x4.add local.get 3132 i32x4.add local.get 3133 i32x4.add
    local.get 3134 i32x4.add local.get 3135 i32x4.add local.get 3136 i32x4.add
    local.get 3137 i32x4.add local.get 3138 i32x4.add local.get 3139 i32x4.add
    local.get 3140 i32x4.add local.get 3141 i32x4.add local.get 3142 i32x4.add
    local.get 3143 i32x4.add local.get 3144 i32x4.add local.get 3145 i32x4.add
    local.get 3146 i32x4.add local.get 3147 i32x4.add local.get 3148 i32x4.add
    local.get 3149 i32x4.add local.get 3150 i32x4.add local.get 3151 i32x4.add
    local.get 3152 i32x4.add local.get 3153 i32x4.add local.get 3154 i32x4.add
    local.get 3155 i32x4.add local.get 3156 i32x4.add local.get 3157 i32x4.add
    local.get 3158 i32x4.add local.get 3159 i32x4.add local.get 3160 i32x4.add
    local.get 3161 i32x4.add local.get 3162 i32x4.add local.get 3163 i32x4.add
    local.get 3164 i32x4.add local.get 3165 i32x4.add local.get 3166 i32x4.add
    local.get 3167 i32x4.add local.get 3168 i32x4.add local.get 3169 i32x4.add
    local.get 3170 i32x4.add local.get 3171 i32x4.add local.get 3172 i32x4.add
    local.get 3173 i32x4.add local.get 3174 i32x4.add local.get 3175 i32x4.add
    local.get 3176 i32x4.add local.get 3177 i32x4.add local.get 3178 i32x4.add
    local.get 3179 i32x4.add local.get 3180 i32x4.add local.get 3181 i32x4.add
    local.get 3182 i32x4.add local.get 3183 i32x4.add local.get 3184 i32x4.add
    local.get 3185 i32x4.add local.get 3186 i32x4.add local.get 3187 i32x4.add
    local.get 3188 i32x4.add local.get 3189 i32x4.add local.get 3190 i32x4.add
    local.get 3191 i32x4.add local.get 3192 i32x4.add local.get 3193 i32x4.add
    local.get 3194 i32x4.add local.get 3195 i32x4.add local.get 3196 i32x4.add
    local.get 3197 i32x4.add local.get 3198 i32x4.add local.get 3199 i32x4.add
    local.get 3200 i32x4.add local.get 3201 i32x4.add local.get 3202 i32x4.add
    local.get 3203 i32x4.add local.get 3204 i32x4.add local.get 3205 i32x4.add
    local.get 3206 i32x4.add local.get 3207 i32x4.add local.get 3208 i32x4.add
    local.get 3209 i32x4.add local.get 3210 i32x4.add local.get 3211 i32x4.add
    local.get 3212 i32x4.add local.get 3213 i32x4.add local.get 3214 i32x4.add
    local.get 3215 i32x4.add local.get 3216 i32x4.add local.get 3217 i32x4.add
    local.get 3218 i32x4.add local.get 3219 i32x4.add local.get 3220 i32x4.add
    local.get 3221 i32x4.add local.get 3222 i32x4.add local.get 3223 i32x4.add
    local.get 3224 i32x4.add local.get 3225 i32x4.add local.get 3226 i32x4.add
    local.get 3227 i32x4.add local.get 3228 i32x4.add local.get 3229 i32x4.add
    local.get 3230 i32x4.add local.get 3231 i32x4.add local.get 3232 i32x4.add
    local.get 3233 i32x4.add local.get 3234 i32x4.add local.get 3235 i32x4.add
    local.get 3236 i32x4.add local.get 3237 i32x4.add local.get 3238 i32x4.add
    local.get 3239 i32x4.add local.get 3240 i32x4.add local.get 3241 i32x4.add
    local.get 3242 i32x4.add local.get 3243 i32x4.add local.get 3244 i32x4.add
    local.get 3245 i32x4.add local.get 3246 i32x4.add local.get 3247 i32x4.add
    local.get 3248 i32x4.add local.get 3249 i32x4.add local.get 3250 i32x4.add
    local.get 3251 i32x4.add local.get 3252 i32x4.add local.get 3253 i32x4.add
    local.get 3254 i32x4.add local.get 3255 i32x4.add local.get 3256 i32x4.add
    local.get 3257 i32x4.add local.get 3258 i32x4.add local.get 3259 i32x4.add
    local.get 3260 i32x4.add local.get 3261 i32x4.add local.get 3262 i32x4.add
    local.get 3263 i32x4.add local.get 3264 i32x4.add local.get 3265 i32x4.add
    local.get 3266 i32x4.add local.get 3267 i32x4.add local.get 3268 i32x4.add
    local.get 3269 i32x4.add local.get 3270 i32x4.add local.get 3271 i32x4.add
    local.get 3272 i32x4.add local.get 3273 i32x4.add local.get 3274 i32x4.add
    local.get 3275 i32x4.add local.get 3276 i32x4.add local.get 3277 i32x4.add
    local.get 3278 i32x4.add local.get 3279 i32x4.add local.get 3280 i32x4.add
    local.get 3281 i32x4.add local.get 3282 i32x4.add local.get 3283 i32x4.add
    local.get 3284 i32x4.add local.get 3285 i32x4.add local.get 3286 i32x4.add
    local.get 3287 i32x4.add local.get 3288 i32x4.add local.get 3289 i32x4.add
    local.get 3290 i32x4.add local.get 3291 i32x4.add local.get 3292 i32x4.add
    local.get 3293 i32x4.add local.get 3294 i32x4.add local.get 3295 i32x4.add
    local.get 3296 i32x4.add local.get 3297 i32x4.add local.get 3298 i32x4.add
    local.get 3299 i32x4.add local.get 3300 i32x4.add local.get 3301 i32x4.add
    local.get 3302 i32x4.add local.get 3303 i32x4.add local.get 3304 i32x4.add
    local.get 3305 i32x4.add local.get 3306 i32x4.add local.get 3307 i32x4.add
    local.get 3308 i32x4.add local.get 3309 i32x4.add local.get 3310 i32x4.add
    local.get 3311 i32x4.add local.get 3312 i32x4.add local.get 3313 i32x4.add
    local.get 3314 i32x4.add local.get 3315 i32x4.add local.get 3316 i32x4.add
    local.get 3317 i32x4.add local.get 3318 i32x4.add local.get 3319 i32x4.add
    local.get 3320 i32x4.add local.get 3321 i32x4.add local.get 3322 i32x4.add
    local.get 3323 i32x4.add local.get 3324 i32x4.add local.get 3325 i32x4.add
    local.get 3326 i32x4.add local.get 3327 i32x4.add local.get 3328 i32x4.add
    local.get 3329 i32x4.add local.get 3330 i32x4.add local.get 3331 i32x4.add
    local.get 3332 i32x4.add local.get 3333 i32x4.add local.get 3334 i32x4.add
    local.get 3335 i32x4.add local.get 3336 i32x4.add local.get 3337 i32x4.add
    local.get 3338 i32x4.add local.get 3339 i32x4.add local.get 3340 i32x4.add
    local.get 3341 i32x4.add local.get 3342 i32x4.add local.get 3343 i32x4.add
    local.get 3344 i32x4.add local.get 3345 i32x4.add local.get 3346 i32x4.add
    local.get 3347 i32x4.add local.get 3348 i32x4.add local.get 3349 i32x4.add
    local.get 3350 i32x4.add local.get 3351 i32x4.add local.get 3352 i32x4.add
    local.get 3353 i32x4.add local.get 3354 i32x4.add local.get 3355 i32x4.add
    local.get 3356 i32x4.add local.get 3357 i32x4.add local.get 3358 i32x4.add
    local.get 3359 i32x4.add local.get 3360 i32x4.add local.get 3361 i32x4.add
    local.get 3362 i32x4.add local.get 3363 i32x4.add local.get 3364 i32x4.add
    local.get 3365 i32x4.add local.get 3366 i32x4.add local.get 3367 i32x4.add
    local.get 3368 i32x4.add local.get 3369 i32x4.add local.get 3370 i32x4.add
    local.get 3371 i32x4.add local.get 3372 i32x4.add local.get 3373 i32x4.add
    local.get 3374 i32x4.add local.get 3375 i32x4.add local.get 3376 i32x4.add
    local.get 3377 i32x4.add local.get 3378 i32x4.add local.get 3379 i32x4.add
    local.get 3380 i32x4.add local.get 3381 i32x4.add local.get 3382 i32x4.add
    local.get 3383 i32x4.add local.get 3384 i32x4.add local.get 3385 i32x4.add
    local.get 3386 i32x4.add local.get 3387 i32x4.add local.get 3388 i32x4.add
    local.get 3389 i32x4.add local.get 3390 i32x4.add local.get 3391 i32x4.add
    local.get 3392 i32x4.add local.get 3393 i32x4.add local.get 3394 i32x4.add
    local.get 3395 i32x4.add local.get 3396 i32x4.add local.get 3397 i32x4.add
    local.get 3398 i32x4.add local.get 3399 i32x4.add local.get 3400 i32x4.add
    local.get 3401 i32x4.add local.get 3402 i32x4.add local.get 3403 i32x4.add
    local.get 3404 i32x4.add local.get 3405 i32x4.add local.get 3406 i32x4.add
    local.get 3407 i32x4.add local.get 3408 i32x4.add local.get 3409 i32x4.add
    local.get 3410 i32x4.add local.get 3411 i32x4.add local.get 3412 i32x4.add
    local.get 3413 i32x4.add local.get 3414 i32x4.add local.get 3415 i32x4.add
    local.get 3416 i32x4.add local.get 3417 i32x4.add local.get 3418 i32x4.add
    local.get 3419 i32x4.add local.get 3420 i32x4.add local.get 3421 i32x4.add
    local.get 3422 i32x4.add local.get 3423 i32x4.add local.get 3424 i32x4.add
    local.get 3425 i32x4.add local.get 3426 i32x4.add local.get 3427 i32x4.add
    local.get 3428 i32x4.add local.get 3429 i32x4.add local.get 3430 i32x4.add
    local.get 3431 i32x4.add local.get 3432 i32x4.add local.get 3433 i32x4.add
    local.get 3434 i32x4.add local.get 3435 i32x4.add local.get 3436 i32x4.add
    local.get 3437 i32x4.add local.get 3438 i32x4.add local.get 3439 i32x4.add
    local.get 3440 i32x4.add local.get 3441 i32x4.add local.get 3442 i32x4.add
    local.get 3443 i32x4.add local.get 3444 i32x4.add local.get 3445 i32x4.add
    local.get 3446 i32x4.add local.get 3447 i32x4.add local.get 3448 i32x4.add
    local.get 3449 i32x4.add local.get 3450 i32x4.add local.get 3451 i32x4.add
    local.get 3452 i32x4.add local.get 3453 i32x4.add local.get 3454 i32x4.add
    local.get 3455 i32x4.add local.get 3456 i32x4.add local.get 3457 i32x4.add
    local.get 3458 i32x4.add local.get 3459 i32x4.add local.get 3460 i32x4.add
    local.get 3461 i32x4.add local.get 3462 i32x4.add local.get 3463 i32x4.add
    local.get 3464 i32x4.add local.get 3465 i32x4.add local.get 3466 i32x4.add
    local.get 3467 i32x4.add local.get 3468 i32x4.add local.get 3469 i32x4.add
    local.get 3470 i32x4.add local.get 3471 i32x4.add local.get 3472 i32x4.add
    local.get 3473 i32x4.add local.get 3474 i32x4.add local.get 3475 i32x4.add
    local.get 3476 i32x4.add local.get 3477 i32x4.add local.get 3478 i32x4.add
    local.get 3479 i32x4.add local.get 3480 i32x4.add local.get 3481 i32x4.add
    local.get 3482 i32x4.add local.get 3483 i32x4.add local.get 3484 i32x4.add
    local.get 3485 i32x4.add local.get 3486 i32x4.add local.get 3487 i32x4.add
    local.get 3488 i32x4.add local.get 3489 i32x4.add local.get 3490 i32x4.add
    local.get 3491 i32x4.add local.get 3492 i32x4.add local.get 3493 i32x4.add
    local.get 3494 i32x4.add local.get 3495 i32x4.add local.get 3496 i32x4.add
    local.get 3497 i32x4.add local.get 3498 i32x4.add local.get 3499 i32x4.add
    local.get 3500 i32x4.add local.get 3501 i32x4.add local.get 3502 i32x4.add
    local.get 3503 i32x4.add local.get 3504 i32x4.add local.get 3505 i32x4.add
    local.get 3506 i32x4.add local.get 3507 i32x4.add local.get 3508 i32x4.add
    local.get 3509 i32x4.add local.get 3510 i32x4.add local.get 3511 i32x4.add
    local.get 3512 i32x4.add local.get 3513 i32x4.add local.get 3514 i32x4.add
    local.get 3515 i32x4.add local.get 3516 i32x4.add local.get 3517 i32x4.add
    local.get 3518 i32x4.add local.get 3519 i32x4.add local.get 3520 i32x4.add
    local.get 3521 i32x4.add local.get 3522 i32x4.add local.get 3523 i32x4.add
    local.get 3524 i32x4.add local.get 3525 i32x4.add local.get 3526 i32x4.add
    local.get 3527 i32x4.add local.get 3528 i32x4.add local.get 3529 i32x4.add
    local.get 3530 i32x4.add local.get 3531 i32x4.add local.get 3532 i32x4.add
    local.get 3533 i32x4.add local.get 3534 i32x4.add local.get 3535 i32x4.add
    local.get 3536 i32x4.add local.get 3537 i32x4.add local.get 3538 i32x4.add
    local.get 3539 i32x4.add local.get 3540 i32x4.add local.get 3541 i32x4.add
    local.get 3542 i32x4.add local.get 3543 i32x4.add local.get 3544 i32x4.add
    local.get 3545 i32x4.add local.get 3546 i32x4.add local.get 3547 i32x4.add
    local.get 3548 i32x4.add local.get 3549 i32x4.add local.get 3550 i32x4.add
    local.get 3551 i32x4.add local.get 3552 i32x4.add local.get 3553 i32x4.add
    local.get 3554 i32x4.add local.get 3555 i32x4.add local.get 3556 i32x4.add
    local.get 3557 i32x4.add local.get 3558 i32x4.add local.get 3559 i32x4.add
    local.get 3560 i32x4.add local.get 3561 i32x4.add local.get 3562 i32x4.add
    local.get 3563 i32x4.add local.get 3564 i32x4.add local.get 3565 i32x4.add
    local.get 3566 i32x4.add local.get 3567 i32x4.add local.get 3568 i32x4.add
    local.get 3569 i32x4.add local.get 3570 i32x4.add local.get 3571 i32x4.add
    local.get 3572 i32x4.add local.get 3573 i32x4.add local.get 3574 i32x4.add
    local.get 3575 i32x4.add local.get 3576 i32x4.add local.get 3577 i32x4.add
    local.get 3578 i32x4.add local.get 3579 i32x4.add local.get 3580 i32x4.add
    local.get 3581 i32x4.add local.get 3582 i32x4.add local.get 3583 i32x4.add
    local.get 3584 i32x4.add local.get 3585 i32x4.add local.get 3586 i32x4.add
    local.get 3587 i32x4.add local.get 3588 i32x4.add local.get 3589 i32x4.add
    local.get 3590 i32x4.add local.get 3591 i32x4.add local.get 3592 i32x4.add
    local.get 3593 i32x4.add local.get 3594 i32x4.add local.get 3595 i32x4.add
    local.get 3596 i32x4.add local.get 3597 i32x4.add local.get 3598 i32x4.add
    local.get 3599 i32x4.add local.get 3600 i32x4.add local.get 3601 i32x4.add
    local.get 3602 i32x4.add local.get 3603 i32x4.add local.get 3604 i32x4.add
    local.get 3605 i32x4.add local.get 3606 i32x4.add local.get 3607 i32x4.add
    local.get 3608 i32x4.add local.get 3609 i32x4.add local.get 3610 i32x4.add
    local.get 3611 i32x4.add local.get 3612 i32x4.add local.get 3613 i32x4.add
    local.get 3614 i32x4.add local.get 3615 i32x4.add local.get 3616 i32x4.add
    local.get 3617 i32x4.add local.get 3618 i32x4.add local.get 3619 i32x4.add
    local.get 3620 i32x4.add local.get 3621 i32x4.add local.get 3622 i32x4.add
    local.get 3623 i32x4.add local.get 3624 i32x4.add local.get 3625 i32x4.add
    local.get 3626 i32x4.add local.get 3627 i32x4.add local.get 3628 i32x4.add
    local.get 3629 i32x4.add local.get 3630 i32x4.add local.get 3631 i32x4.add
    local.get 3632 i32x4.add local.get 3633 i32x4.add local.get 3634 i32x4.add
    local.get 3635 i32x4.add local.get 3636 i32x4.add local.get 3637 i32x4.add
    local.get 3638 i32x4.add local.get 3639 i32x4.add local.get 3640 i32x4.add
    local.get 3641 i32x4.add local.get 3642 i32x4.add local.get 3643 i32x4.add
    local.get 3644 i32x4.add local.get 3645 i32x4.add local.get 3646 i32x4.add
    local.get 3647 i32x4.add local.get 3648 i32x4.add local.get 3649 i32x4.add
    local.get 3650 i32x4.add local.get 3651 i32x4.add local.get 3652 i32x4.add
    local.get 3653 i32x4.add local.get 3654 i32x4.add local.get 3655 i32x4.add
    local.get 3656 i32x4.add local.get 3657 i32x4.add local.get 3658 i32x4.add
    local.get 3659 i32x4.add local.get 3660 i32x4.add local.get 3661 i32x4.add
    local.get 3662 i32x4.add local.get 3663 i32x4.add local.get 3664 i32x4.add
    local.get 3665 i32x4.add local.get 3666 i32x4.add local.get 3667 i32x4.add
    local.get 3668 i32x4.add local.get 3669 i32x4.add local.get 3670 i32x4.add
    local.get 3671 i32x4.add local.get 3672 i32x4.add local.get 3673 i32x4.add
    local.get 3674 i32x4.add local.get 3675 i32x4.add local.get 3676 i32x4.add
    local.get 3677 i32x4.add local.get 3678 i32x4.add local.get 3679 i32x4.add
    local.get 3680 i32x4.add local.get 3681 i32x4.add local.get 3682 i32x4.add
    local.get 3683 i32x4.add local.get 3684 i32x4.add local.get 3685 i32x4.add
    local.get 3686 i32x4.add local.get 3687 i32x4.add local.get 3688 i32x4.add
    local.get 3689 i32x4.add local.get 3690 i32x4.add local.get 3691 i32x4.add
    local.get 3692 i32x4.add local.get 3693 i32x4.add local.get 3694 i32x4.add
    local.get 3695 i32x4.add local.get 3696 i32x4.add local.get 3697 i32x4.add
    local.get 3698 i32x4.add local.get 3699 i32x4.add local.get 3700 i32x4.add
    local.get 3701 i32x4.add local.get 3702 i32x4.add local.get 3703 i32x4.add
    local.get 3704 i32x4.add local.get 3705 i32x4.add local.get 3706 i32x4.add
    local.get 3707 i32x4.add local.get 3708 i32x4.add local.get 3709 i32x4.add
    local.get 3710 i32x4.add local.get 3711 i32x4.add local.get 3712 i32x4.add
    local.get 3713 i32x4.add local.get 3714 i32x4.add local.get 3715 i32x4.add
    local.get 3716 i32x4.add local.get 3717 i32x4.add local.get 3718 i32x4.add
    local.get 3719 i32x4.add local.get 3720 i32x4.add local.get 3721 i32x4.add
    local.get 3722 i32x4.add local.get 3723 i32x4.add local.get 3724 i32x4.add
    local.get 3725 i32x4.add local.get 3726 i32x4.add local.get 3727 i32x4.add
    local.get 3728 i32x4.add local.get 3729 i32x4.add local.get 3730 i32x4.add
    local.get 3731 i32x4.add local.get 3732 i32x4.add local.get 3733 i32x4.add
    local.get 3734 i32x4.add local.get 3735 i32x4.add local.get 3736 i32x4.add
    local.get 3737 i32x4.add local.get 3738 i32x4.add local.get 3739 i32x4.add
    local.get 3740 i32x4.add local.get 3741 i32x4.add local.get 3742 i32x4.add
    local.get 3743 i32x4.add local.get 3744 i32x4.add local.get 3745 i32x4.add
    local.get 3746 i32x4.add local.get 3747 i32x4.add local.get 3748 i32x4.add
    local.get 3749 i32x4.add local.get 3750 i32x4.add local.get 3751 i32x4.add
    local.get 3752 i32x4.add local.get 3753 i32x4.add local.get 3754 i32x4.add
    local.get 3755 i32x4.add local.get 3756 i32x4.add local.get 3757 i32x4.add
    local.get 3758 i32x4.add local.get 3759 i32x4.add local.get 3760 i32x4.add
    local.get 3761 i32x4.add local.get 3762 i32x4.add local.get 3763 i32x4.add
    local.get 3764 i32x4.add local.get 3765 i32x4.add local.get 3766 i32x4.add
    local.get 3767 i32x4.add local.get 3768 i32x4.add local.get 3769 i32x4.add
    local.get 3770 i32x4.add local.get 3771 i32x4.add local.get 3772 i32x4.add
    local.get 3773 i32x4.add local.get 3774 i32x4.add local.get 3775 i32x4.add
    local.get 3776 i32x4.add local.get 3777 i32x4.add local.get 3778 i32x4.add
    local.get 3779 i32x4.add local.get 3780 i32x4.add local.get 3781 i32x4.add
    local.get 3782 i32x4.add local.get 3783 i32x4.add local.get 3784 i32x4.add
    local.get 3785 i32x4.add local.get 3786 i32x4.add local.get 3787 i32x4.add
    local.get 3788 i32x4.add local.get 3789 i32x4.add local.get 3790 i32x4.add
    local.get 3791 i32x4.add local.get 3792 i32x4.add local.get 3793 i32x4.add
    local.get 3794 i32x4.add local.get 3795 i32x4.add local.get 3796 i32x4.add
    local.get 3797 i32x4.add local.get 3798 i32x4.add local.get 3799 i32x4.add
    local.get 3800 i32x4.add local.get 3801 i32x4.add local.get 3802 i32x4.add
    local.get 3803 i32x4.add local.get 3804 i32x4.add local.get 3805 i32x4.add
    local.get 3806 i32x4.add local.get 3807 i32x4.add local.get 3808 i32x4.add
    local.get 3809 i32x4.add local.get 3810 i32x4.add local.get 3811 i32x4.add
    local.get 3812 i32x4.add local.get 3813 i32x4.add local.get 3814 i32x4.add
    local.get 3815 i32x4.add local.get 3816 i32x4.add local.get 3817 i32x4.add
    local.get 3818 i32x4.add local.get 3819 i32x4.add local.get 3820 i32x4.add
    local.get 3821 i32x4.add local.get 3822 i32x4.add local.get 3823 i32x4.add
    local.get 3824 i32x4.add local.get 3825 i32x4.add local.get 3826 i32x4.add
    local.get 3827 i32x4.add local.get 3828 i32x4.add local.get 3829 i32x4.add
    local.get 3830 i32x4.add local.get 3831 i32x4.add local.get 3832 i32x4.add
    local.get 3833 i32x4.add local.get 3834 i32x4.add local.get 3835 i32x4.add
    local.get 3836 i32x4.add local.get 3837 i32x4.add local.get 3838 i32x4.add
    local.get 3839 i32x4.add local.get 3840 i32x4.add local.get 3841 i32x4.add
    local.get 3842 i32x4.add local.get 3843 i32x4.add local.get 3844 i32x4.add
    local.get 3845 i32x4.add local.get 3846 i32x4.add local.get 3847 i32x4.add
    local.get 3848 i32x4.add local.get 3849 i32x4.add local.get 3850 i32x4.add
    local.get 3851 i32x4.add local.get 3852 i32x4.add local.get 3853 i32x4.add
    local.get 3854 i32x4.add local.get 3855 i32x4.add local.get 3856 i32x4.add
    local.get 3857 i32x4.add local.get 3858 i32x4.add local.get 3859 i32x4.add
    local.get 3860 i32x4.add local.get 3861 i32x4.add local.get 3862 i32x4.add
    local.get 3863 i32x4.add local.get 3864 i32x4.add local.get 3865 i32x4.add
    local.get 3866 i32x4.add local.get 3867 i32x4.add local.get 3868 i32x4.add
    local.get 3869 i32x4.add local.get 3870 i32x4.add local.get 3871 i32x4.add
    local.get 3872 i32x4.add local.get 3873 i32x4.add local.get 3874 i32x4.add
    local.get 3875 i32x4.add local.get 3876 i32x4.add local.get 3877 i32x4.add
    local.get 3878 i32x4.add local.get 3879 i32x4.add local.get 3880 i32x4.add
    local.get 3881 i32x4.add local.get 3882 i32x4.add local.get 3883 i32x4.add
    local.get 3884 i32x4.add local.get 3885 i32x4.add local.get 3886 i32x4.add
    local.get 3887 i32x4.add local.get 3888 i32x4.add local.get 3889 i32x4.add
    local.get 3890 i32x4.add local.get 3891 i32x4.add local.get 3892 i32x4.add
    local.get 3893 i32x4.add local.get 3894 i32x4.add local.get 3895 i32x4.add
    local.get 3896 i32x4.add local.get 3897 i32x4.add local.get 3898 i32x4.add
    local.get 3899 i32x4.add local.get 3900 i32x4.add local.get 3901 i32x4.add
    local.get 3902 i32x4.add local.get 3903 i32x4.add local.get 3904 i32x4.add
    local.get 3905 i32x4.add local.get 3906 i32x4.add local.get 3907 i32x4.add
    local.get 3908 i32x4.add local.get 3909 i32x4.add local.get 3910 i32x4.add
    local.get 3911 i32x4.add local.get 3912 i32x4.add local.get 3913 i32x4.add
    local.get 3914 i32x4.add local.get 3915 i32x4.add local.get 3916 i32x4.add
    local.get 3917 i32x4.add local.get 3918 i32x4.add local.get 3919 i32x4.add
    local.get 3920 i32x4.add local.get 3921 i32x4.add local.get 3922 i32x4.add
    local.get 3923 i32x4.add local.get 3924 i32x4.add local.get 3925 i32x4.add
    local.get 3926 i32x4.add local.get 3927 i32x4.add local.get 3928 i32x4.add
    local.get 3929 i32x4.add local.get 3930 i32x4.add local.get 3931 i32x4.add
    local.get 3932 i32x4.add local.get 3933 i32x4.add local.get 3934 i32x4.add
    local.get 3935 i32x4.add local.get 3936 i32x4.add local.get 3937 i32x4.add
    local.get 3938 i32x4.add local.get 3939 i32x4.add local.get 3940 i32x4.add
    local.get 3941 i32x4.add local.get 3942 i32x4.add local.get 3943 i32x4.add
    local.get 3944 i32x4.add local.get 3945 i32x4.add local.get 3946 i32x4.add
    local.get 3947 i32x4.add local.get 3948 i32x4.add local.get 3949 i32x4.add
    local.get 3950 i32x4.add local.get 3951 i32x4.add local.get 3952 i32x4.add
    local.get 3953 i32x4.add local.get 3954 i32x4.add local.get 3955 i32x4.add
    local.get 3956 i32x4.add local.get 3957 i32x4.add local.get 3958 i32x4.add
    local.get 3959 i32x4.add local.get 3960 i32x4.add local.get 3961 i32x4.add
    local.get 3962 i32x4.add local.get 3963 i32x4.add local.get 3964 i32x4.add
    local.get 3965 i32x4.add local.get 3966 i32x4.add local.get 3967 i32x4.add
    local.get 3968 i32x4.add local.get 3969 i32x4.add local.get 3970 i32x4.add
    local.get 3971 i32x4.add local.get 3972 i32x4.add local.get 3973 i32x4.add
    local.get 3974 i32x4.add local.get 3975 i32x4.add local.get 3976 i32x4.add
    local.get 3977 i32x4.add local.get 3978 i32x4.add local.get 3979 i32x4.add
    local.get 3980 i32x4.add local.get 3981 i32x4.add local.get 3982 i32x4.add
    local.get 3983 i32x4.add local.get 3984 i32x4.add local.get 3985 i32x4.add
    local.get 3986 i32x4.add local.get 3987 i32x4.add local.get 3988 i32x4.add
    local.get 3989 i32x4.add local.get 3990 i32x4.add local.get 3991 i32x4.add
    local.get 3992 i32x4.add local.get 3993 i32x4.add local.get 3994 i32x4.add
    local.get 3995 i32x4.add local.get 3996 i32x4.add local.get 3997 i32x4.add
    local.get 3998 i32x4.add local.get 3999 i32x4.add local.get 4000 i32x4.add
    local.get 4001 i32x4.add local.get 4002 i32x4.add local.get 4003 i32x4.add
    local.get 4004 i32x4.add local.get 4005 i32x4.add local.get 4006 i32x4.add
    local.get 4007 i32x4.add local.get 4008 i32x4.add local.get 4009 i32x4.add
    local.get 4010 i32x4.add local.get 4011 i32x4.add local.get 4012 i32x4.add
    local.get 4013 i32x4.add local.get 4014 i32x4.add local.get 4015 i32x4.add
    local.get 4016 i32x4.add local.get 4017 i32x4.add local.get 4018 i32x4.add
    local.get 4019 i32x4.add local.get 4020 i32x4.add local.get 4021 i32x4.add
    local.get 4022 i32x4.add local.get 4023 i32x4.add local.get 4024 i32x4.add
    local.get 4025 i32x4.add local.get 4026 i32x4.add local.get 4027 i32x4.add
    local.get 4028 i32x4.add local.get 4029 i32x4.add local.get 4030 i32x4.add
    local.get 4031 i32x4.add local.get 4032 i32x4.add local.get 4033 i32x4.add
    local.get 4034 i32x4.add local.get 4035 i32x4.add local.get 4036 i32x4.add
    local.get 4037 i32x4.add local.get 4038 i32x4.add local.get 4039 i32x4.add
    local.get 4040 i32x4.add local.get 4041 i32x4.add local.get 4042 i32x4.add
    local.get 4043 i32x4.add local.get 4044 i32x4.add local.get 4045 i32x4.add
    local.get 4046 i32x4.add local.get 4047 i32x4.add local.get 4048 i32x4.add
    local.get 4049 i32x4.add local.get 4050 i32x4.add local.get 4051 i32x4.add
    local.get 4052 i32x4.add local.get 4053 i32x4.add local.get 4054 i32x4.add
    local.get 4055 i32x4.add local.get 4056 i32x4.add local.get 4057 i32x4.add
    local.get 4058 i32x4.add local.get 4059 i32x4.add local.get 4060 i32x4.add
    local.get 4061 i32x4.add local.get 4062 i32x4.add local.get 4063 i32x4.add
    local.get 4064 i32x4.add local.get 4065 i32x4.add local.get 4066 i32x4.add
    local.get 4067 i32x4.add local.get 4068 i32x4.add local.get 4069 i32x4.add
    local.get 4070 i32x4.add local.get 4071 i32x4.add local.get 4072 i32x4.add
    local.get 4073 i32x4.add local.get 4074 i32x4.add local.get 4075 i32x4.add
    local.get 4076 i32x4.add local.get 4077 i32x4.add local.get 4078 i32x4.add
    local.get 4079 i32x4.add local.get 4080 i32x4.add local.get 4081 i32x4.add
    local.get 4082 i32x4.add local.get 4083 i32x4.add local.get 4084 i32x4.add
    local.get 4085 i32x4.add local.get 4086 i32x4.add local.get 4087 i32x4.add
    local.get 4088 i32x4.add local.get 4089 i32x4.add local.get 4090 i32x4.add
    local.get 4091 i32x4.add local.get 4092 i32x4.add local.get 4093 i32x4.add
    local.get 4094 i32x4.add local.get 4095 i32x4.add local.get 4096 i32x4.add
    i32x4.extract_lane 0)

  ;; 2,048 vectors on the operand stack, without a call: a leaf.
  (func $leaf (export "leaf") (param $n i32) (result i32)
    local.get 0 v128.load offset=0 local.get 0 v128.load offset=16 local.get 0 v128.load offset=32
    local.get 0 v128.load offset=48 local.get 0 v128.load offset=64 local.get 0 v128.load offset=80
    local.get 0 v128.load offset=96 local.get 0 v128.load offset=112
    local.get 0 v128.load offset=128 local.get 0 v128.load offset=144
    local.get 0 v128.load offset=160 local.get 0 v128.load offset=176
    local.get 0 v128.load offset=192 local.get 0 v128.load offset=208
    local.get 0 v128.load offset=224 local.get 0 v128.load offset=240
    local.get 0 v128.load offset=256 local.get 0 v128.load offset=272
    local.get 0 v128.load offset=288 local.get 0 v128.load offset=304
    local.get 0 v128.load offset=320 local.get 0 v128.load offset=336
    local.get 0 v128.load offset=352 local.get 0 v128.load offset=368
    local.get 0 v128.load offset=384 local.get 0 v128.load offset=400
    local.get 0 v128.load offset=416 local.get 0 v128.load offset=432
    local.get 0 v128.load offset=448 local.get 0 v128.load offset=464
    local.get 0 v128.load offset=480 local.get 0 v128.load offset=496
    local.get 0 v128.load offset=512 local.get 0 v128.load offset=528
    local.get 0 v128.load offset=544 local.get 0 v128.load offset=560
    local.get 0 v128.load offset=576 local.get 0 v128.load offset=592
    local.get 0 v128.load offset=608 local.get 0 v128.load offset=624
    local.get 0 v128.load offset=640 local.get 0 v128.load offset=656
    local.get 0 v128.load offset=672 local.get 0 v128.load offset=688
    local.get 0 v128.load offset=704 local.get 0 v128.load offset=720
    local.get 0 v128.load offset=736 local.get 0 v128.load offset=752
    local.get 0 v128.load offset=768 local.get 0 v128.load offset=784
    local.get 0 v128.load offset=800 local.get 0 v128.load offset=816
    local.get 0 v128.load offset=832 local.get 0 v128.load offset=848
    local.get 0 v128.load offset=864 local.get 0 v128.load offset=880
    local.get 0 v128.load offset=896 local.get 0 v128.load offset=912
    local.get 0 v128.load offset=928 local.get 0 v128.load offset=944
    local.get 0 v128.load offset=960 local.get 0 v128.load offset=976
    local.get 0 v128.load offset=992 local.get 0 v128.load offset=1008
    local.get 0 v128.load offset=1024 local.get 0 v128.load offset=1040
    local.get 0 v128.load offset=1056 local.get 0 v128.load offset=1072
    local.get 0 v128.load offset=1088 local.get 0 v128.load offset=1104
    local.get 0 v128.load offset=1120 local.get 0 v128.load offset=1136
    local.get 0 v128.load offset=1152 local.get 0 v128.load offset=1168
    local.get 0 v128.load offset=1184 local.get 0 v128.load offset=1200
    local.get 0 v128.load offset=1216 local.get 0 v128.load offset=1232
    local.get 0 v128.load offset=1248 local.get 0 v128.load offset=1264
    local.get 0 v128.load offset=1280 local.get 0 v128.load offset=1296
    local.get 0 v128.load offset=1312 local.get 0 v128.load offset=1328
    local.get 0 v128.load offset=1344 local.get 0 v128.load offset=1360
    local.get 0 v128.load offset=1376 local.get 0 v128.load offset=1392
    local.get 0 v128.load offset=1408 local.get 0 v128.load offset=1424
    local.get 0 v128.load offset=1440 local.get 0 v128.load offset=1456
    local.get 0 v128.load offset=1472 local.get 0 v128.load offset=1488
    local.get 0 v128.load offset=1504 local.get 0 v128.load offset=1520
    local.get 0 v128.load offset=1536 local.get 0 v128.load offset=1552
    local.get 0 v128.load offset=1568 local.get 0 v128.load offset=1584
    local.get 0 v128.load offset=1600 local.get 0 v128.load offset=1616
    local.get 0 v128.load offset=1632 local.get 0 v128.load offset=1648
    local.get 0 v128.load offset=1664 local.get 0 v128.load offset=1680
    local.get 0 v128.load offset=1696 local.get 0 v128.load offset=1712
    local.get 0 v128.load offset=1728 local.get 0 v128.load offset=1744
    local.get 0 v128.load offset=1760 local.get 0 v128.load offset=1776
    local.get 0 v128.load offset=1792 local.get 0 v128.load offset=1808
    local.get 0 v128.load offset=1824 local.get 0 v128.load offset=1840
    local.get 0 v128.load offset=1856 local.get 0 v128.load offset=1872
    local.get 0 v128.load offset=1888 local.get 0 v128.load offset=1904
    local.get 0 v128.load offset=1920 local.get 0 v128.load offset=1936
    local.get 0 v128.load offset=1952 local.get 0 v128.load offset=1968
    local.get 0 v128.load offset=1984 local.get 0 v128.load offset=2000
    local.get 0 v128.load offset=2016 local.get 0 v128.load offset=2032
    local.get 0 v128.load offset=2048 local.get 0 v128.load offset=2064
    local.get 0 v128.load offset=2080 local.get 0 v128.load offset=2096
    local.get 0 v128.load offset=2112 local.get 0 v128.load offset=2128
    local.get 0 v128.load offset=2144 local.get 0 v128.load offset=2160
    local.get 0 v128.load offset=2176 local.get 0 v128.load offset=2192
    local.get 0 v128.load offset=2208 local.get 0 v128.load offset=2224
    local.get 0 v128.load offset=2240 local.get 0 v128.load offset=2256
    local.get 0 v128.load offset=2272 local.get 0 v128.load offset=2288
    local.get 0 v128.load offset=2304 local.get 0 v128.load offset=2320
    local.get 0 v128.load offset=2336 local.get 0 v128.load offset=2352
    local.get 0 v128.load offset=2368 local.get 0 v128.load offset=2384
    local.get 0 v128.load offset=2400 local.get 0 v128.load offset=2416
    local.get 0 v128.load offset=2432 local.get 0 v128.load offset=2448
    local.get 0 v128.load offset=2464 local.get 0 v128.load offset=2480
    local.get 0 v128.load offset=2496 local.get 0 v128.load offset=2512
    local.get 0 v128.load offset=2528 local.get 0 v128.load offset=2544
    local.get 0 v128.load offset=2560 local.get 0 v128.load offset=2576
    local.get 0 v128.load offset=2592 local.get 0 v128.load offset=2608
    local.get 0 v128.load offset=2624 local.get 0 v128.load offset=2640
    local.get 0 v128.load offset=2656 local.get 0 v128.load offset=2672
    local.get 0 v128.load offset=2688 local.get 0 v128.load offset=2704
    local.get 0 v128.load offset=2720 local.get 0 v128.load offset=2736
    local.get 0 v128.load offset=2752 local.get 0 v128.load offset=2768
    local.get 0 v128.load offset=2784 local.get 0 v128.load offset=2800
    local.get 0 v128.load offset=2816 local.get 0 v128.load offset=2832
    local.get 0 v128.load offset=2848 local.get 0 v128.load offset=2864
    local.get 0 v128.load offset=2880 local.get 0 v128.load offset=2896
    local.get 0 v128.load offset=2912 local.get 0 v128.load offset=2928
    local.get 0 v128.load offset=2944 local.get 0 v128.load offset=2960
    local.get 0 v128.load offset=2976 local.get 0 v128.load offset=2992
    local.get 0 v128.load offset=3008 local.get 0 v128.load offset=3024
    local.get 0 v128.load offset=3040 local.get 0 v128.load offset=3056
    local.get 0 v128.load offset=3072 local.get 0 v128.load offset=3088
    local.get 0 v128.load offset=3104 local.get 0 v128.load offset=3120
    local.get 0 v128.load offset=3136 local.get 0 v128.load offset=3152
    local.get 0 v128.load offset=3168 local.get 0 v128.load offset=3184
    local.get 0 v128.load offset=3200 local.get 0 v128.load offset=3216
    local.get 0 v128.load offset=3232 local.get 0 v128.load offset=3248
    local.get 0 v128.load offset=3264 local.get 0 v128.load offset=3280
    local.get 0 v128.load offset=3296 local.get 0 v128.load offset=3312
    local.get 0 v128.load offset=3328 local.get 0 v128.load offset=3344
    local.get 0 v128.load offset=3360 local.get 0 v128.load offset=3376
    local.get 0 v128.load offset=3392 local.get 0 v128.load offset=3408
    local.get 0 v128.load offset=3424 local.get 0 v128.load offset=3440
    local.get 0 v128.load offset=3456 local.get 0 v128.load offset=3472
    local.get 0 v128.load offset=3488 local.get 0 v128.load offset=3504
    local.get 0 v128.load offset=3520 local.get 0 v128.load offset=3536
    local.get 0 v128.load offset=3552 local.get 0 v128.load offset=3568
    local.get 0 v128.load offset=3584 local.get 0 v128.load offset=3600
    local.get 0 v128.load offset=3616 local.get 0 v128.load offset=3632
    local.get 0 v128.load offset=3648 local.get 0 v128.load offset=3664
    local.get 0 v128.load offset=3680 local.get 0 v128.load offset=3696
    local.get 0 v128.load offset=3712 local.get 0 v128.load offset=3728
    local.get 0 v128.load offset=3744 local.get 0 v128.load offset=3760
    local.get 0 v128.load offset=3776 local.get 0 v128.load offset=3792
    local.get 0 v128.load offset=3808 local.get 0 v128.load offset=3824
    local.get 0 v128.load offset=3840 local.get 0 v128.load offset=3856
    local.get 0 v128.load offset=3872 local.get 0 v128.load offset=3888
    local.get 0 v128.load offset=3904 local.get 0 v128.load offset=3920
    local.get 0 v128.load offset=3936 local.get 0 v128.load offset=3952
    local.get 0 v128.load offset=3968 local.get 0 v128.load offset=3984
    local.get 0 v128.load offset=4000 local.get 0 v128.load offset=4016
    local.get 0 v128.load offset=4032 local.get 0 v128.load offset=4048
    local.get 0 v128.load offset=4064 local.get 0 v128.load offset=4080
    local.get 0 v128.load offset=4096 local.get 0 v128.load offset=4112
    local.get 0 v128.load offset=4128 local.get 0 v128.load offset=4144
    local.get 0 v128.load offset=4160 local.get 0 v128.load offset=4176
    local.get 0 v128.load offset=4192 local.get 0 v128.load offset=4208
    local.get 0 v128.load offset=4224 local.get 0 v128.load offset=4240
    local.get 0 v128.load offset=4256 local.get 0 v128.load offset=4272
    local.get 0 v128.load offset=4288 local.get 0 v128.load offset=4304
    local.get 0 v128.load offset=4320 local.get 0 v128.load offset=4336
    local.get 0 v128.load offset=4352 local.get 0 v128.load offset=4368
    local.get 0 v128.load offset=4384 local.get 0 v128.load offset=4400
    local.get 0 v128.load offset=4416 local.get 0 v128.load offset=4432
    local.get 0 v128.load offset=4448 local.get 0 v128.load offset=4464
    local.get 0 v128.load offset=4480 local.get 0 v128.load offset=4496
    local.get 0 v128.load offset=4512 local.get 0 v128.load offset=4528
    local.get 0 v128.load offset=4544 local.get 0 v128.load offset=4560
    local.get 0 v128.load offset=4576 local.get 0 v128.load offset=4592
    local.get 0 v128.load offset=4608 local.get 0 v128.load offset=4624
    local.get 0 v128.load offset=4640 local.get 0 v128.load offset=4656
    local.get 0 v128.load offset=4672 local.get 0 v128.load offset=4688
    local.get 0 v128.load offset=4704 local.get 0 v128.load offset=4720
    local.get 0 v128.load offset=4736 local.get 0 v128.load offset=4752
    local.get 0 v128.load offset=4768 local.get 0 v128.load offset=4784
    local.get 0 v128.load offset=4800 local.get 0 v128.load offset=4816
    local.get 0 v128.load offset=4832 local.get 0 v128.load offset=4848
    local.get 0 v128.load offset=4864 local.get 0 v128.load offset=4880
    local.get 0 v128.load offset=4896 local.get 0 v128.load offset=4912
    local.get 0 v128.load offset=4928 local.get 0 v128.load offset=4944
    local.get 0 v128.load offset=4960 local.get 0 v128.load offset=4976
    local.get 0 v128.load offset=4992 local.get 0 v128.load offset=5008
    local.get 0 v128.load offset=5024 local.get 0 v128.load offset=5040
    local.get 0 v128.load offset=5056 local.get 0 v128.load offset=5072
    local.get 0 v128.load offset=5088 local.get 0 v128.load offset=5104
    local.get 0 v128.load offset=5120 local.get 0 v128.load offset=5136
    local.get 0 v128.load offset=5152 local.get 0 v128.load offset=5168
    local.get 0 v128.load offset=5184 local.get 0 v128.load offset=5200
    local.get 0 v128.load offset=5216 local.get 0 v128.load offset=5232
    local.get 0 v128.load offset=5248 local.get 0 v128.load offset=5264
    local.get 0 v128.load offset=5280 local.get 0 v128.load offset=5296
    local.get 0 v128.load offset=5312 local.get 0 v128.load offset=5328
    local.get 0 v128.load offset=5344 local.get 0 v128.load offset=5360
    local.get 0 v128.load offset=5376 local.get 0 v128.load offset=5392
    local.get 0 v128.load offset=5408 local.get 0 v128.load offset=5424
    local.get 0 v128.load offset=5440 local.get 0 v128.load offset=5456
    local.get 0 v128.load offset=5472 local.get 0 v128.load offset=5488
    local.get 0 v128.load offset=5504 local.get 0 v128.load offset=5520
    local.get 0 v128.load offset=5536 local.get 0 v128.load offset=5552
    local.get 0 v128.load offset=5568 local.get 0 v128.load offset=5584
    local.get 0 v128.load offset=5600 local.get 0 v128.load offset=5616
    local.get 0 v128.load offset=5632 local.get 0 v128.load offset=5648
    local.get 0 v128.load offset=5664 local.get 0 v128.load offset=5680
    local.get 0 v128.load offset=5696 local.get 0 v128.load offset=5712
    local.get 0 v128.load offset=5728 local.get 0 v128.load offset=5744
    local.get 0 v128.load offset=5760 local.get 0 v128.load offset=5776
    local.get 0 v128.load offset=5792 local.get 0 v128.load offset=5808
    local.get 0 v128.load offset=5824 local.get 0 v128.load offset=5840
    local.get 0 v128.load offset=5856 local.get 0 v128.load offset=5872
    local.get 0 v128.load offset=5888 local.get 0 v128.load offset=5904
    local.get 0 v128.load offset=5920 local.get 0 v128.load offset=5936
    local.get 0 v128.load offset=5952 local.get 0 v128.load offset=5968
    local.get 0 v128.load offset=5984 local.get 0 v128.load offset=6000
    local.get 0 v128.load offset=6016 local.get 0 v128.load offset=6032
    local.get 0 v128.load offset=6048 local.get 0 v128.load offset=6064
    local.get 0 v128.load offset=6080 local.get 0 v128.load offset=6096
    local.get 0 v128.load offset=6112 local.get 0 v128.load offset=6128
    local.get 0 v128.load offset=6144 local.get 0 v128.load offset=6160
    local.get 0 v128.load offset=6176 local.get 0 v128.load offset=6192
    local.get 0 v128.load offset=6208 local.get 0 v128.load offset=6224
    local.get 0 v128.load offset=6240 local.get 0 v128.load offset=6256
    local.get 0 v128.load offset=6272 local.get 0 v128.load offset=6288
    local.get 0 v128.load offset=6304 local.get 0 v128.load offset=6320
    local.get 0 v128.load offset=6336 local.get 0 v128.load offset=6352
    local.get 0 v128.load offset=6368 local.get 0 v128.load offset=6384
    local.get 0 v128.load offset=6400 local.get 0 v128.load offset=6416
    local.get 0 v128.load offset=6432 local.get 0 v128.load offset=6448
    local.get 0 v128.load offset=6464 local.get 0 v128.load offset=6480
    local.get 0 v128.load offset=6496 local.get 0 v128.load offset=6512
    local.get 0 v128.load offset=6528 local.get 0 v128.load offset=6544
    local.get 0 v128.load offset=6560 local.get 0 v128.load offset=6576
    local.get 0 v128.load offset=6592 local.get 0 v128.load offset=6608
    local.get 0 v128.load offset=6624 local.get 0 v128.load offset=6640
    local.get 0 v128.load offset=6656 local.get 0 v128.load offset=6672
    local.get 0 v128.load offset=6688 local.get 0 v128.load offset=6704
    local.get 0 v128.load offset=6720 local.get 0 v128.load offset=6736
    local.get 0 v128.load offset=6752 local.get 0 v128.load offset=6768
    local.get 0 v128.load offset=6784 local.get 0 v128.load offset=6800
    local.get 0 v128.load offset=6816 local.get 0 v128.load offset=6832
    local.get 0 v128.load offset=6848 local.get 0 v128.load offset=6864
    local.get 0 v128.load offset=6880 local.get 0 v128.load offset=6896
    local.get 0 v128.load offset=6912 local.get 0 v128.load offset=6928
    local.get 0 v128.load offset=6944 local.get 0 v128.load offset=6960
    local.get 0 v128.load offset=6976 local.get 0 v128.load offset=6992
    local.get 0 v128.load offset=7008 local.get 0 v128.load offset=7024
    local.get 0 v128.load offset=7040 local.get 0 v128.load offset=7056
    local.get 0 v128.load offset=7072 local.get 0 v128.load offset=7088
    local.get 0 v128.load offset=7104 local.get 0 v128.load offset=7120
    local.get 0 v128.load offset=7136 local.get 0 v128.load offset=7152
    local.get 0 v128.load offset=7168 local.get 0 v128.load offset=7184
    local.get 0 v128.load offset=7200 local.get 0 v128.load offset=7216
    local.get 0 v128.load offset=7232 local.get 0 v128.load offset=7248
    local.get 0 v128.load offset=7264 local.get 0 v128.load offset=7280
    local.get 0 v128.load offset=7296 local.get 0 v128.load offset=7312
    local.get 0 v128.load offset=7328 local.get 0 v128.load offset=7344
    local.get 0 v128.load offset=7360 local.get 0 v128.load offset=7376
    local.get 0 v128.load offset=7392 local.get 0 v128.load offset=7408
    local.get 0 v128.load offset=7424 local.get 0 v128.load offset=7440
    local.get 0 v128.load offset=7456 local.get 0 v128.load offset=7472
    local.get 0 v128.load offset=7488 local.get 0 v128.load offset=7504
    local.get 0 v128.load offset=7520 local.get 0 v128.load offset=7536
    local.get 0 v128.load offset=7552 local.get 0 v128.load offset=7568
    local.get 0 v128.load offset=7584 local.get 0 v128.load offset=7600
    local.get 0 v128.load offset=7616 local.get 0 v128.load offset=7632
    local.get 0 v128.load offset=7648 local.get 0 v128.load offset=7664
    local.get 0 v128.load offset=7680 local.get 0 v128.load offset=7696
    local.get 0 v128.load offset=7712 local.get 0 v128.load offset=7728
    local.get 0 v128.load offset=7744 local.get 0 v128.load offset=7760
    local.get 0 v128.load offset=7776 local.get 0 v128.load offset=7792
    local.get 0 v128.load offset=7808 local.get 0 v128.load offset=7824
    local.get 0 v128.load offset=7840 local.get 0 v128.load offset=7856
    local.get 0 v128.load offset=7872 local.get 0 v128.load offset=7888
    local.get 0 v128.load offset=7904 local.get 0 v128.load offset=7920
    local.get 0 v128.load offset=7936 local.get 0 v128.load offset=7952
    local.get 0 v128.load offset=7968 local.get 0 v128.load offset=7984
    local.get 0 v128.load offset=8000 local.get 0 v128.load offset=8016
    local.get 0 v128.load offset=8032 local.get 0 v128.load offset=8048
    local.get 0 v128.load offset=8064 local.get 0 v128.load offset=8080
    local.get 0 v128.load offset=8096 local.get 0 v128.load offset=8112
    local.get 0 v128.load offset=8128 local.get 0 v128.load offset=8144
    local.get 0 v128.load offset=8160 local.get 0 v128.load offset=8176
    local.get 0 v128.load offset=8192 local.get 0 v128.load offset=8208
    local.get 0 v128.load offset=8224 local.get 0 v128.load offset=8240
    local.get 0 v128.load offset=8256 local.get 0 v128.load offset=8272
    local.get 0 v128.load offset=8288 local.get 0 v128.load offset=8304
    local.get 0 v128.load offset=8320 local.get 0 v128.load offset=8336
    local.get 0 v128.load offset=8352 local.get 0 v128.load offset=8368
    local.get 0 v128.load offset=8384 local.get 0 v128.load offset=8400
    local.get 0 v128.load offset=8416 local.get 0 v128.load offset=8432
    local.get 0 v128.load offset=8448 local.get 0 v128.load offset=8464
    local.get 0 v128.load offset=8480 local.get 0 v128.load offset=8496
    local.get 0 v128.load offset=8512 local.get 0 v128.load offset=8528
    local.get 0 v128.load offset=8544 local.get 0 v128.load offset=8560
    local.get 0 v128.load offset=8576 local.get 0 v128.load offset=8592
    local.get 0 v128.load offset=8608 local.get 0 v128.load offset=8624
    local.get 0 v128.load offset=8640 local.get 0 v128.load offset=8656
    local.get 0 v128.load offset=8672 local.get 0 v128.load offset=8688
    local.get 0 v128.load offset=8704 local.get 0 v128.load offset=8720
    local.get 0 v128.load offset=8736 local.get 0 v128.load offset=8752
    local.get 0 v128.load offset=8768 local.get 0 v128.load offset=8784
    local.get 0 v128.load offset=8800 local.get 0 v128.load offset=8816
    local.get 0 v128.load offset=8832 local.get 0 v128.load offset=8848
    local.get 0 v128.load offset=8864 local.get 0 v128.load offset=8880
    local.get 0 v128.load offset=8896 local.get 0 v128.load offset=8912
    local.get 0 v128.load offset=8928 local.get 0 v128.load offset=8944
    local.get 0 v128.load offset=8960 local.get 0 v128.load offset=8976
    local.get 0 v128.load offset=8992 local.get 0 v128.load offset=9008
    local.get 0 v128.load offset=9024 local.get 0 v128.load offset=9040
    local.get 0 v128.load offset=9056 local.get 0 v128.load offset=9072
    local.get 0 v128.load offset=9088 local.get 0 v128.load offset=9104
    local.get 0 v128.load offset=9120 local.get 0 v128.load offset=9136
    local.get 0 v128.load offset=9152 local.get 0 v128.load offset=9168
    local.get 0 v128.load offset=9184 local.get 0 v128.load offset=9200
    local.get 0 v128.load offset=9216 local.get 0 v128.load offset=9232
    local.get 0 v128.load offset=9248 local.get 0 v128.load offset=9264
    local.get 0 v128.load offset=9280 local.get 0 v128.load offset=9296
    local.get 0 v128.load offset=9312 local.get 0 v128.load offset=9328
    local.get 0 v128.load offset=9344 local.get 0 v128.load offset=9360
    local.get 0 v128.load offset=9376 local.get 0 v128.load offset=9392
    local.get 0 v128.load offset=9408 local.get 0 v128.load offset=9424
    local.get 0 v128.load offset=9440 local.get 0 v128.load offset=9456
    local.get 0 v128.load offset=9472 local.get 0 v128.load offset=9488
    local.get 0 v128.load offset=9504 local.get 0 v128.load offset=9520
    local.get 0 v128.load offset=9536 local.get 0 v128.load offset=9552
    local.get 0 v128.load offset=9568 local.get 0 v128.load offset=9584
    local.get 0 v128.load offset=9600 local.get 0 v128.load offset=9616
    local.get 0 v128.load offset=9632 local.get 0 v128.load offset=9648
    local.get 0 v128.load offset=9664 local.get 0 v128.load offset=9680
    local.get 0 v128.load offset=9696 local.get 0 v128.load offset=9712
    local.get 0 v128.load offset=9728 local.get 0 v128.load offset=9744
    local.get 0 v128.load offset=9760 local.get 0 v128.load offset=9776
    local.get 0 v128.load offset=9792 local.get 0 v128.load offset=9808
    local.get 0 v128.load offset=9824 local.get 0 v128.load offset=9840
    local.get 0 v128.load offset=9856 local.get 0 v128.load offset=9872
    local.get 0 v128.load offset=9888 local.get 0 v128.load offset=9904
    local.get 0 v128.load offset=9920 local.get 0 v128.load offset=9936
    local.get 0 v128.load offset=9952 local.get 0 v128.load offset=9968
    local.get 0 v128.load offset=9984 local.get 0 v128.load offset=10000
    local.get 0 v128.load offset=10016 local.get 0 v128.load offset=10032
    local.get 0 v128.load offset=10048 local.get 0 v128.load offset=10064
    local.get 0 v128.load offset=10080 local.get 0 v128.load offset=10096
    local.get 0 v128.load offset=10112 local.get 0 v128.load offset=10128
    local.get 0 v128.load offset=10144 local.get 0 v128.load offset=10160
    local.get 0 v128.load offset=10176 local.get 0 v128.load offset=10192
    local.get 0 v128.load offset=10208 local.get 0 v128.load offset=10224
    local.get 0 v128.load offset=10240 local.get 0 v128.load offset=10256
    local.get 0 v128.load offset=10272 local.get 0 v128.load offset=10288
    local.get 0 v128.load offset=10304 local.get 0 v128.load offset=10320
    local.get 0 v128.load offset=10336 local.get 0 v128.load offset=10352
    local.get 0 v128.load offset=10368 local.get 0 v128.load offset=10384
    local.get 0 v128.load offset=10400 local.get 0 v128.load offset=10416
    local.get 0 v128.load offset=10432 local.get 0 v128.load offset=10448
    local.get 0 v128.load offset=10464 local.get 0 v128.load offset=10480
    local.get 0 v128.load offset=10496 local.get 0 v128.load offset=10512
    local.get 0 v128.load offset=10528 local.get 0 v128.load offset=10544
    local.get 0 v128.load offset=10560 local.get 0 v128.load offset=10576
    local.get 0 v128.load offset=10592 local.get 0 v128.load offset=10608
    local.get 0 v128.load offset=10624 local.get 0 v128.load offset=10640
    local.get 0 v128.load offset=10656 local.get 0 v128.load offset=10672
    local.get 0 v128.load offset=10688 local.get 0 v128.load offset=10704
    local.get 0 v128.load offset=10720 local.get 0 v128.load offset=10736
    local.get 0 v128.load offset=10752 local.get 0 v128.load offset=10768
    local.get 0 v128.load offset=10784 local.get 0 v128.load offset=10800
    local.get 0 v128.load offset=10816 local.get 0 v128.load offset=10832
    local.get 0 v128.load offset=10848 local.get 0 v128.load offset=10864
    local.get 0 v128.load offset=10880 local.get 0 v128.load offset=10896
    local.get 0 v128.load offset=10912 local.get 0 v128.load offset=10928
    local.get 0 v128.load offset=10944 local.get 0 v128.load offset=10960
    local.get 0 v128.load offset=10976 local.get 0 v128.load offset=10992
    local.get 0 v128.load offset=11008 local.get 0 v128.load offset=11024
    local.get 0 v128.load offset=11040 local.get 0 v128.load offset=11056
    local.get 0 v128.load offset=11072 local.get 0 v128.load offset=11088
    local.get 0 v128.load offset=11104 local.get 0 v128.load offset=11120
    local.get 0 v128.load offset=11136 local.get 0 v128.load offset=11152
    local.get 0 v128.load offset=11168 local.get 0 v128.load offset=11184
    local.get 0 v128.load offset=11200 local.get 0 v128.load offset=11216
    local.get 0 v128.load offset=11232 local.get 0 v128.load offset=11248
    local.get 0 v128.load offset=11264 local.get 0 v128.load offset=11280
    local.get 0 v128.load offset=11296 local.get 0 v128.load offset=11312
    local.get 0 v128.load offset=11328 local.get 0 v128.load offset=11344
    local.get 0 v128.load offset=11360 local.get 0 v128.load offset=11376
    local.get 0 v128.load offset=11392 local.get 0 v128.load offset=11408
    local.get 0 v128.load offset=11424 local.get 0 v128.load offset=11440
    local.get 0 v128.load offset=11456 local.get 0 v128.load offset=11472
    local.get 0 v128.load offset=11488 local.get 0 v128.load offset=11504
    local.get 0 v128.load offset=11520 local.get 0 v128.load offset=11536
    local.get 0 v128.load offset=11552 local.get 0 v128.load offset=11568
    local.get 0 v128.load offset=11584 local.get 0 v128.load offset=11600
    local.get 0 v128.load offset=11616 local.get 0 v128.load offset=11632
    local.get 0 v128.load offset=11648 local.get 0 v128.load offset=11664
    local.get 0 v128.load offset=11680 local.get 0 v128.load offset=11696
    local.get 0 v128.load offset=11712 local.get 0 v128.load offset=11728
    local.get 0 v128.load offset=11744 local.get 0 v128.load offset=11760
    local.get 0 v128.load offset=11776 local.get 0 v128.load offset=11792
    local.get 0 v128.load offset=11808 local.get 0 v128.load offset=11824
    local.get 0 v128.load offset=11840 local.get 0 v128.load offset=11856
    local.get 0 v128.load offset=11872 local.get 0 v128.load offset=11888
    local.get 0 v128.load offset=11904 local.get 0 v128.load offset=11920
    local.get 0 v128.load offset=11936 local.get 0 v128.load offset=11952
    local.get 0 v128.load offset=11968 local.get 0 v128.load offset=11984
    local.get 0 v128.load offset=12000 local.get 0 v128.load offset=12016
    local.get 0 v128.load offset=12032 local.get 0 v128.load offset=12048
    local.get 0 v128.load offset=12064 local.get 0 v128.load offset=12080
    local.get 0 v128.load offset=12096 local.get 0 v128.load offset=12112
    local.get 0 v128.load offset=12128 local.get 0 v128.load offset=12144
    local.get 0 v128.load offset=12160 local.get 0 v128.load offset=12176
    local.get 0 v128.load offset=12192 local.get 0 v128.load offset=12208
    local.get 0 v128.load offset=12224 local.get 0 v128.load offset=12240
    local.get 0 v128.load offset=12256 local.get 0 v128.load offset=12272
    local.get 0 v128.load offset=12288 local.get 0 v128.load offset=12304
    local.get 0 v128.load offset=12320 local.get 0 v128.load offset=12336
    local.get 0 v128.load offset=12352 local.get 0 v128.load offset=12368
    local.get 0 v128.load offset=12384 local.get 0 v128.load offset=12400
    local.get 0 v128.load offset=12416 local.get 0 v128.load offset=12432
    local.get 0 v128.load offset=12448 local.get 0 v128.load offset=12464
    local.get 0 v128.load offset=12480 local.get 0 v128.load offset=12496
    local.get 0 v128.load offset=12512 local.get 0 v128.load offset=12528
    local.get 0 v128.load offset=12544 local.get 0 v128.load offset=12560
    local.get 0 v128.load offset=12576 local.get 0 v128.load offset=12592
    local.get 0 v128.load offset=12608 local.get 0 v128.load offset=12624
    local.get 0 v128.load offset=12640 local.get 0 v128.load offset=12656
    local.get 0 v128.load offset=12672 local.get 0 v128.load offset=12688
    local.get 0 v128.load offset=12704 local.get 0 v128.load offset=12720
    local.get 0 v128.load offset=12736 local.get 0 v128.load offset=12752
    local.get 0 v128.load offset=12768 local.get 0 v128.load offset=12784
    local.get 0 v128.load offset=12800 local.get 0 v128.load offset=12816
    local.get 0 v128.load offset=12832 local.get 0 v128.load offset=12848
    local.get 0 v128.load offset=12864 local.get 0 v128.load offset=12880
    local.get 0 v128.load offset=12896 local.get 0 v128.load offset=12912
    local.get 0 v128.load offset=12928 local.get 0 v128.load offset=12944
    local.get 0 v128.load offset=12960 local.get 0 v128.load offset=12976
    local.get 0 v128.load offset=12992 local.get 0 v128.load offset=13008
    local.get 0 v128.load offset=13024 local.get 0 v128.load offset=13040
    local.get 0 v128.load offset=13056 local.get 0 v128.load offset=13072
    local.get 0 v128.load offset=13088 local.get 0 v128.load offset=13104
    local.get 0 v128.load offset=13120 local.get 0 v128.load offset=13136
    local.get 0 v128.load offset=13152 local.get 0 v128.load offset=13168
    local.get 0 v128.load offset=13184 local.get 0 v128.load offset=13200
    local.get 0 v128.load offset=13216 local.get 0 v128.load offset=13232
    local.get 0 v128.load offset=13248 local.get 0 v128.load offset=13264
    local.get 0 v128.load offset=13280 local.get 0 v128.load offset=13296
    local.get 0 v128.load offset=13312 local.get 0 v128.load offset=13328
    local.get 0 v128.load offset=13344 local.get 0 v128.load offset=13360
    local.get 0 v128.load offset=13376 local.get 0 v128.load offset=13392
    local.get 0 v128.load offset=13408 local.get 0 v128.load offset=13424
    local.get 0 v128.load offset=13440 local.get 0 v128.load offset=13456
    local.get 0 v128.load offset=13472 local.get 0 v128.load offset=13488
    local.get 0 v128.load offset=13504 local.get 0 v128.load offset=13520
    local.get 0 v128.load offset=13536 local.get 0 v128.load offset=13552
    local.get 0 v128.load offset=13568 local.get 0 v128.load offset=13584
    local.get 0 v128.load offset=13600 local.get 0 v128.load offset=13616
    local.get 0 v128.load offset=13632 local.get 0 v128.load offset=13648
    local.get 0 v128.load offset=13664 local.get 0 v128.load offset=13680
    local.get 0 v128.load offset=13696 local.get 0 v128.load offset=13712
    local.get 0 v128.load offset=13728 local.get 0 v128.load offset=13744
    local.get 0 v128.load offset=13760 local.get 0 v128.load offset=13776
    local.get 0 v128.load offset=13792 local.get 0 v128.load offset=13808
    local.get 0 v128.load offset=13824 local.get 0 v128.load offset=13840
    local.get 0 v128.load offset=13856 local.get 0 v128.load offset=13872
    local.get 0 v128.load offset=13888 local.get 0 v128.load offset=13904
    local.get 0 v128.load offset=13920 local.get 0 v128.load offset=13936
    local.get 0 v128.load offset=13952 local.get 0 v128.load offset=13968
    local.get 0 v128.load offset=13984 local.get 0 v128.load offset=14000
    local.get 0 v128.load offset=14016 local.get 0 v128.load offset=14032
    local.get 0 v128.load offset=14048 local.get 0 v128.load offset=14064
    local.get 0 v128.load offset=14080 local.get 0 v128.load offset=14096
    local.get 0 v128.load offset=14112 local.get 0 v128.load offset=14128
    local.get 0 v128.load offset=14144 local.get 0 v128.load offset=14160
    local.get 0 v128.load offset=14176 local.get 0 v128.load offset=14192
    local.get 0 v128.load offset=14208 local.get 0 v128.load offset=14224
    local.get 0 v128.load offset=14240 local.get 0 v128.load offset=14256
    local.get 0 v128.load offset=14272 local.get 0 v128.load offset=14288
    local.get 0 v128.load offset=14304 local.get 0 v128.load offset=14320
    local.get 0 v128.load offset=14336 local.get 0 v128.load offset=14352
    local.get 0 v128.load offset=14368 local.get 0 v128.load offset=14384
    local.get 0 v128.load offset=14400 local.get 0 v128.load offset=14416
    local.get 0 v128.load offset=14432 local.get 0 v128.load offset=14448
    local.get 0 v128.load offset=14464 local.get 0 v128.load offset=14480
    local.get 0 v128.load offset=14496 local.get 0 v128.load offset=14512
    local.get 0 v128.load offset=14528 local.get 0 v128.load offset=14544
    local.get 0 v128.load offset=14560 local.get 0 v128.load offset=14576
    local.get 0 v128.load offset=14592 local.get 0 v128.load offset=14608
    local.get 0 v128.load offset=14624 local.get 0 v128.load offset=14640
    local.get 0 v128.load offset=14656 local.get 0 v128.load offset=14672
    local.get 0 v128.load offset=14688 local.get 0 v128.load offset=14704
    local.get 0 v128.load offset=14720 local.get 0 v128.load offset=14736
    local.get 0 v128.load offset=14752 local.get 0 v128.load offset=14768
    local.get 0 v128.load offset=14784 local.get 0 v128.load offset=14800
    local.get 0 v128.load offset=14816 local.get 0 v128.load offset=14832
    local.get 0 v128.load offset=14848 local.get 0 v128.load offset=14864
    local.get 0 v128.load offset=14880 local.get 0 v128.load offset=14896
    local.get 0 v128.load offset=14912 local.get 0 v128.load offset=14928
    local.get 0 v128.load offset=14944 local.get 0 v128.load offset=14960
    local.get 0 v128.load offset=14976 local.get 0 v128.load offset=14992
    local.get 0 v128.load offset=15008 local.get 0 v128.load offset=15024
    local.get 0 v128.load offset=15040 local.get 0 v128.load offset=15056
    local.get 0 v128.load offset=15072 local.get 0 v128.load offset=15088
    local.get 0 v128.load offset=15104 local.get 0 v128.load offset=15120
    local.get 0 v128.load offset=15136 local.get 0 v128.load offset=15152
    local.get 0 v128.load offset=15168 local.get 0 v128.load offset=15184
    local.get 0 v128.load offset=15200 local.get 0 v128.load offset=15216
    local.get 0 v128.load offset=15232 local.get 0 v128.load offset=15248
    local.get 0 v128.load offset=15264 local.get 0 v128.load offset=15280
    local.get 0 v128.load offset=15296 local.get 0 v128.load offset=15312
    local.get 0 v128.load offset=15328 local.get 0 v128.load offset=15344
    local.get 0 v128.load offset=15360 local.get 0 v128.load offset=15376
    local.get 0 v128.load offset=15392 local.get 0 v128.load offset=15408
    local.get 0 v128.load offset=15424 local.get 0 v128.load offset=15440
    local.get 0 v128.load offset=15456 local.get 0 v128.load offset=15472
    local.get 0 v128.load offset=15488 local.get 0 v128.load offset=15504
    local.get 0 v128.load offset=15520 local.get 0 v128.load offset=15536
    local.get 0 v128.load offset=15552 local.get 0 v128.load offset=15568
    local.get 0 v128.load offset=15584 local.get 0 v128.load offset=15600
    local.get 0 v128.load offset=15616 local.get 0 v128.load offset=15632
    local.get 0 v128.load offset=15648 local.get 0 v128.load offset=15664
    local.get 0 v128.load offset=15680 local.get 0 v128.load offset=15696
    local.get 0 v128.load offset=15712 local.get 0 v128.load offset=15728
    local.get 0 v128.load offset=15744 local.get 0 v128.load offset=15760
    local.get 0 v128.load offset=15776 local.get 0 v128.load offset=15792
    local.get 0 v128.load offset=15808 local.get 0 v128.load offset=15824
    local.get 0 v128.load offset=15840 local.get 0 v128.load offset=15856
    local.get 0 v128.load offset=15872 local.get 0 v128.load offset=15888
    local.get 0 v128.load offset=15904 local.get 0 v128.load offset=15920
    local.get 0 v128.load offset=15936 local.get 0 v128.load offset=15952
    local.get 0 v128.load offset=15968 local.get 0 v128.load offset=15984
    local.get 0 v128.load offset=16000 local.get 0 v128.load offset=16016
    local.get 0 v128.load offset=16032 local.get 0 v128.load offset=16048
    local.get 0 v128.load offset=16064 local.get 0 v128.load offset=16080
    local.get 0 v128.load offset=16096 local.get 0 v128.load offset=16112
    local.get 0 v128.load offset=16128 local.get 0 v128.load offset=16144
    local.get 0 v128.load offset=16160 local.get 0 v128.load offset=16176
    local.get 0 v128.load offset=16192 local.get 0 v128.load offset=16208
    local.get 0 v128.load offset=16224 local.get 0 v128.load offset=16240
    local.get 0 v128.load offset=16256 local.get 0 v128.load offset=16272
    local.get 0 v128.load offset=16288 local.get 0 v128.load offset=16304
    local.get 0 v128.load offset=16320 local.get 0 v128.load offset=16336
    local.get 0 v128.load offset=16352 local.get 0 v128.load offset=16368
    local.get 0 v128.load offset=16384 local.get 0 v128.load offset=16400
    local.get 0 v128.load offset=16416 local.get 0 v128.load offset=16432
    local.get 0 v128.load offset=16448 local.get 0 v128.load offset=16464
    local.get 0 v128.load offset=16480 local.get 0 v128.load offset=16496
    local.get 0 v128.load offset=16512 local.get 0 v128.load offset=16528
    local.get 0 v128.load offset=16544 local.get 0 v128.load offset=16560
    local.get 0 v128.load offset=16576 local.get 0 v128.load offset=16592
    local.get 0 v128.load offset=16608 local.get 0 v128.load offset=16624
    local.get 0 v128.load offset=16640 local.get 0 v128.load offset=16656
    local.get 0 v128.load offset=16672 local.get 0 v128.load offset=16688
    local.get 0 v128.load offset=16704 local.get 0 v128.load offset=16720
    local.get 0 v128.load offset=16736 local.get 0 v128.load offset=16752
    local.get 0 v128.load offset=16768 local.get 0 v128.load offset=16784
    local.get 0 v128.load offset=16800 local.get 0 v128.load offset=16816
    local.get 0 v128.load offset=16832 local.get 0 v128.load offset=16848
    local.get 0 v128.load offset=16864 local.get 0 v128.load offset=16880
    local.get 0 v128.load offset=16896 local.get 0 v128.load offset=16912
    local.get 0 v128.load offset=16928 local.get 0 v128.load offset=16944
    local.get 0 v128.load offset=16960 local.get 0 v128.load offset=16976
    local.get 0 v128.load offset=16992 local.get 0 v128.load offset=17008
    local.get 0 v128.load offset=17024 local.get 0 v128.load offset=17040
    local.get 0 v128.load offset=17056 local.get 0 v128.load offset=17072
    local.get 0 v128.load offset=17088 local.get 0 v128.load offset=17104
    local.get 0 v128.load offset=17120 local.get 0 v128.load offset=17136
    local.get 0 v128.load offset=17152 local.get 0 v128.load offset=17168
    local.get 0 v128.load offset=17184 local.get 0 v128.load offset=17200
    local.get 0 v128.load offset=17216 local.get 0 v128.load offset=17232
    local.get 0 v128.load offset=17248 local.get 0 v128.load offset=17264
    local.get 0 v128.load offset=17280 local.get 0 v128.load offset=17296
    local.get 0 v128.load offset=17312 local.get 0 v128.load offset=17328
    local.get 0 v128.load offset=17344 local.get 0 v128.load offset=17360
    local.get 0 v128.load offset=17376 local.get 0 v128.load offset=17392
    local.get 0 v128.load offset=17408 local.get 0 v128.load offset=17424
    local.get 0 v128.load offset=17440 local.get 0 v128.load offset=17456
    local.get 0 v128.load offset=17472 local.get 0 v128.load offset=17488
    local.get 0 v128.load offset=17504 local.get 0 v128.load offset=17520
    local.get 0 v128.load offset=17536 local.get 0 v128.load offset=17552
    local.get 0 v128.load offset=17568 local.get 0 v128.load offset=17584
    local.get 0 v128.load offset=17600 local.get 0 v128.load offset=17616
    local.get 0 v128.load offset=17632 local.get 0 v128.load offset=17648
    local.get 0 v128.load offset=17664 local.get 0 v128.load offset=17680
    local.get 0 v128.load offset=17696 local.get 0 v128.load offset=17712
    local.get 0 v128.load offset=17728 local.get 0 v128.load offset=17744
    local.get 0 v128.load offset=17760 local.get 0 v128.load offset=17776
    local.get 0 v128.load offset=17792 local.get 0 v128.load offset=17808
    local.get 0 v128.load offset=17824 local.get 0 v128.load offset=17840
    local.get 0 v128.load offset=17856 local.get 0 v128.load offset=17872
    local.get 0 v128.load offset=17888 local.get 0 v128.load offset=17904
    local.get 0 v128.load offset=17920 local.get 0 v128.load offset=17936
    local.get 0 v128.load offset=17952 local.get 0 v128.load offset=17968
    local.get 0 v128.load offset=17984 local.get 0 v128.load offset=18000
    local.get 0 v128.load offset=18016 local.get 0 v128.load offset=18032
    local.get 0 v128.load offset=18048 local.get 0 v128.load offset=18064
    local.get 0 v128.load offset=18080 local.get 0 v128.load offset=18096
    local.get 0 v128.load offset=18112 local.get 0 v128.load offset=18128
    local.get 0 v128.load offset=18144 local.get 0 v128.load offset=18160
    local.get 0 v128.load offset=18176 local.get 0 v128.load offset=18192
    local.get 0 v128.load offset=18208 local.get 0 v128.load offset=18224
    local.get 0 v128.load offset=18240 local.get 0 v128.load offset=18256
    local.get 0 v128.load offset=18272 local.get 0 v128.load offset=18288
    local.get 0 v128.load offset=18304 local.get 0 v128.load offset=18320
    local.get 0 v128.load offset=18336 local.get 0 v128.load offset=18352
    local.get 0 v128.load offset=18368 local.get 0 v128.load offset=18384
    local.get 0 v128.load offset=18400 local.get 0 v128.load offset=18416
    local.get 0 v128.load offset=18432 local.get 0 v128.load offset=18448
    local.get 0 v128.load offset=18464 local.get 0 v128.load offset=18480
    local.get 0 v128.load offset=18496 local.get 0 v128.load offset=18512
    local.get 0 v128.load offset=18528 local.get 0 v128.load offset=18544
    local.get 0 v128.load offset=18560 local.get 0 v128.load offset=18576
    local.get 0 v128.load offset=18592 local.get 0 v128.load offset=18608
    local.get 0 v128.load offset=18624 local.get 0 v128.load offset=18640
    local.get 0 v128.load offset=18656 local.get 0 v128.load offset=18672
    local.get 0 v128.load offset=18688 local.get 0 v128.load offset=18704
    local.get 0 v128.load offset=18720 local.get 0 v128.load offset=18736
    local.get 0 v128.load offset=18752 local.get 0 v128.load offset=18768
    local.get 0 v128.load offset=18784 local.get 0 v128.load offset=18800
    local.get 0 v128.load offset=18816 local.get 0 v128.load offset=18832
    local.get 0 v128.load offset=18848 local.get 0 v128.load offset=18864
    local.get 0 v128.load offset=18880 local.get 0 v128.load offset=18896
    local.get 0 v128.load offset=18912 local.get 0 v128.load offset=18928
    local.get 0 v128.load offset=18944 local.get 0 v128.load offset=18960
    local.get 0 v128.load offset=18976 local.get 0 v128.load offset=18992
    local.get 0 v128.load offset=19008 local.get 0 v128.load offset=19024
    local.get 0 v128.load offset=19040 local.get 0 v128.load offset=19056
    local.get 0 v128.load offset=19072 local.get 0 v128.load offset=19088
    local.get 0 v128.load offset=19104 local.get 0 v128.load offset=19120
    local.get 0 v128.load offset=19136 local.get 0 v128.load offset=19152
    local.get 0 v128.load offset=19168 local.get 0 v128.load offset=19184
    local.get 0 v128.load offset=19200 local.get 0 v128.load offset=19216
    local.get 0 v128.load offset=19232 local.get 0 v128.load offset=19248
    local.get 0 v128.load offset=19264 local.get 0 v128.load offset=19280
    local.get 0 v128.load offset=19296 local.get 0 v128.load offset=19312
    local.get 0 v128.load offset=19328 local.get 0 v128.load offset=19344
    local.get 0 v128.load offset=19360 local.get 0 v128.load offset=19376
    local.get 0 v128.load offset=19392 local.get 0 v128.load offset=19408
    local.get 0 v128.load offset=19424 local.get 0 v128.load offset=19440
    local.get 0 v128.load offset=19456 local.get 0 v128.load offset=19472
    local.get 0 v128.load offset=19488 local.get 0 v128.load offset=19504
    local.get 0 v128.load offset=19520 local.get 0 v128.load offset=19536
    local.get 0 v128.load offset=19552 local.get 0 v128.load offset=19568
    local.get 0 v128.load offset=19584 local.get 0 v128.load offset=19600
    local.get 0 v128.load offset=19616 local.get 0 v128.load offset=19632
    local.get 0 v128.load offset=19648 local.get 0 v128.load offset=19664
    local.get 0 v128.load offset=19680 local.get 0 v128.load offset=19696
    local.get 0 v128.load offset=19712 local.get 0 v128.load offset=19728
    local.get 0 v128.load offset=19744 local.get 0 v128.load offset=19760
    local.get 0 v128.load offset=19776 local.get 0 v128.load offset=19792
    local.get 0 v128.load offset=19808 local.get 0 v128.load offset=19824
    local.get 0 v128.load offset=19840 local.get 0 v128.load offset=19856
    local.get 0 v128.load offset=19872 local.get 0 v128.load offset=19888
    local.get 0 v128.load offset=19904 local.get 0 v128.load offset=19920
    local.get 0 v128.load offset=19936 local.get 0 v128.load offset=19952
    local.get 0 v128.load offset=19968 local.get 0 v128.load offset=19984
    local.get 0 v128.load offset=20000 local.get 0 v128.load offset=20016
    local.get 0 v128.load offset=20032 local.get 0 v128.load offset=20048
    local.get 0 v128.load offset=20064 local.get 0 v128.load offset=20080
    local.get 0 v128.load offset=20096 local.get 0 v128.load offset=20112
    local.get 0 v128.load offset=20128 local.get 0 v128.load offset=20144
    local.get 0 v128.load offset=20160 local.get 0 v128.load offset=20176
    local.get 0 v128.load offset=20192 local.get 0 v128.load offset=20208
    local.get 0 v128.load offset=20224 local.get 0 v128.load offset=20240
    local.get 0 v128.load offset=20256 local.get 0 v128.load offset=20272
    local.get 0 v128.load offset=20288 local.get 0 v128.load offset=20304
    local.get 0 v128.load offset=20320 local.get 0 v128.load offset=20336
    local.get 0 v128.load offset=20352 local.get 0 v128.load offset=20368
    local.get 0 v128.load offset=20384 local.get 0 v128.load offset=20400
    local.get 0 v128.load offset=20416 local.get 0 v128.load offset=20432
    local.get 0 v128.load offset=20448 local.get 0 v128.load offset=20464
    local.get 0 v128.load offset=20480 local.get 0 v128.load offset=20496
    local.get 0 v128.load offset=20512 local.get 0 v128.load offset=20528
    local.get 0 v128.load offset=20544 local.get 0 v128.load offset=20560
    local.get 0 v128.load offset=20576 local.get 0 v128.load offset=20592
    local.get 0 v128.load offset=20608 local.get 0 v128.load offset=20624
    local.get 0 v128.load offset=20640 local.get 0 v128.load offset=20656
    local.get 0 v128.load offset=20672 local.get 0 v128.load offset=20688
    local.get 0 v128.load offset=20704 local.get 0 v128.load offset=20720
    local.get 0 v128.load offset=20736 local.get 0 v128.load offset=20752
    local.get 0 v128.load offset=20768 local.get 0 v128.load offset=20784
    local.get 0 v128.load offset=20800 local.get 0 v128.load offset=20816
    local.get 0 v128.load offset=20832 local.get 0 v128.load offset=20848
    local.get 0 v128.load offset=20864 local.get 0 v128.load offset=20880
    local.get 0 v128.load offset=20896 local.get 0 v128.load offset=20912
    local.get 0 v128.load offset=20928 local.get 0 v128.load offset=20944
    local.get 0 v128.load offset=20960 local.get 0 v128.load offset=20976
    local.get 0 v128.load offset=20992 local.get 0 v128.load offset=21008
    local.get 0 v128.load offset=21024 local.get 0 v128.load offset=21040
    local.get 0 v128.load offset=21056 local.get 0 v128.load offset=21072
    local.get 0 v128.load offset=21088 local.get 0 v128.load offset=21104
    local.get 0 v128.load offset=21120 local.get 0 v128.load offset=21136
    local.get 0 v128.load offset=21152 local.get 0 v128.load offset=21168
    local.get 0 v128.load offset=21184 local.get 0 v128.load offset=21200
    local.get 0 v128.load offset=21216 local.get 0 v128.load offset=21232
    local.get 0 v128.load offset=21248 local.get 0 v128.load offset=21264
    local.get 0 v128.load offset=21280 local.get 0 v128.load offset=21296
    local.get 0 v128.load offset=21312 local.get 0 v128.load offset=21328
    local.get 0 v128.load offset=21344 local.get 0 v128.load offset=21360
    local.get 0 v128.load offset=21376 local.get 0 v128.load offset=21392
    local.get 0 v128.load offset=21408 local.get 0 v128.load offset=21424
    local.get 0 v128.load offset=21440 local.get 0 v128.load offset=21456
    local.get 0 v128.load offset=21472 local.get 0 v128.load offset=21488
    local.get 0 v128.load offset=21504 local.get 0 v128.load offset=21520
    local.get 0 v128.load offset=21536 local.get 0 v128.load offset=21552
    local.get 0 v128.load offset=21568 local.get 0 v128.load offset=21584
    local.get 0 v128.load offset=21600 local.get 0 v128.load offset=21616
    local.get 0 v128.load offset=21632 local.get 0 v128.load offset=21648
    local.get 0 v128.load offset=21664 local.get 0 v128.load offset=21680
    local.get 0 v128.load offset=21696 local.get 0 v128.load offset=21712
    local.get 0 v128.load offset=21728 local.get 0 v128.load offset=21744
    local.get 0 v128.load offset=21760 local.get 0 v128.load offset=21776
    local.get 0 v128.load offset=21792 local.get 0 v128.load offset=21808
    local.get 0 v128.load offset=21824 local.get 0 v128.load offset=21840
    local.get 0 v128.load offset=21856 local.get 0 v128.load offset=21872
    local.get 0 v128.load offset=21888 local.get 0 v128.load offset=21904
    local.get 0 v128.load offset=21920 local.get 0 v128.load offset=21936
    local.get 0 v128.load offset=21952 local.get 0 v128.load offset=21968
    local.get 0 v128.load offset=21984 local.get 0 v128.load offset=22000
    local.get 0 v128.load offset=22016 local.get 0 v128.load offset=22032
    local.get 0 v128.load offset=22048 local.get 0 v128.load offset=22064
    local.get 0 v128.load offset=22080 local.get 0 v128.load offset=22096
    local.get 0 v128.load offset=22112 local.get 0 v128.load offset=22128
    local.get 0 v128.load offset=22144 local.get 0 v128.load offset=22160
    local.get 0 v128.load offset=22176 local.get 0 v128.load offset=22192
    local.get 0 v128.load offset=22208 local.get 0 v128.load offset=22224
    local.get 0 v128.load offset=22240 local.get 0 v128.load offset=22256
    local.get 0 v128.load offset=22272 local.get 0 v128.load offset=22288
    local.get 0 v128.load offset=22304 local.get 0 v128.load offset=22320
    local.get 0 v128.load offset=22336 local.get 0 v128.load offset=22352
    local.get 0 v128.load offset=22368 local.get 0 v128.load offset=22384
    local.get 0 v128.load offset=22400 local.get 0 v128.load offset=22416
    local.get 0 v128.load offset=22432 local.get 0 v128.load offset=22448
    local.get 0 v128.load offset=22464 local.get 0 v128.load offset=22480
    local.get 0 v128.load offset=22496 local.get 0 v128.load offset=22512
    local.get 0 v128.load offset=22528 local.get 0 v128.load offset=22544
    local.get 0 v128.load offset=22560 local.get 0 v128.load offset=22576
    local.get 0 v128.load offset=22592 local.get 0 v128.load offset=22608
    local.get 0 v128.load offset=22624 local.get 0 v128.load offset=22640
    local.get 0 v128.load offset=22656 local.get 0 v128.load offset=22672
    local.get 0 v128.load offset=22688 local.get 0 v128.load offset=22704
    local.get 0 v128.load offset=22720 local.get 0 v128.load offset=22736
    local.get 0 v128.load offset=22752 local.get 0 v128.load offset=22768
    local.get 0 v128.load offset=22784 local.get 0 v128.load offset=22800
    local.get 0 v128.load offset=22816 local.get 0 v128.load offset=22832
    local.get 0 v128.load offset=22848 local.get 0 v128.load offset=22864
    local.get 0 v128.load offset=22880 local.get 0 v128.load offset=22896
    local.get 0 v128.load offset=22912 local.get 0 v128.load offset=22928
    local.get 0 v128.load offset=22944 local.get 0 v128.load offset=22960
    local.get 0 v128.load offset=22976 local.get 0 v128.load offset=22992
    local.get 0 v128.load offset=23008 local.get 0 v128.load offset=23024
    local.get 0 v128.load offset=23040 local.get 0 v128.load offset=23056
    local.get 0 v128.load offset=23072 local.get 0 v128.load offset=23088
    local.get 0 v128.load offset=23104 local.get 0 v128.load offset=23120
    local.get 0 v128.load offset=23136 local.get 0 v128.load offset=23152
    local.get 0 v128.load offset=23168 local.get 0 v128.load offset=23184
    local.get 0 v128.load offset=23200 local.get 0 v128.load offset=23216
    local.get 0 v128.load offset=23232 local.get 0 v128.load offset=23248
    local.get 0 v128.load offset=23264 local.get 0 v128.load offset=23280
    local.get 0 v128.load offset=23296 local.get 0 v128.load offset=23312
    local.get 0 v128.load offset=23328 local.get 0 v128.load offset=23344
    local.get 0 v128.load offset=23360 local.get 0 v128.load offset=23376
    local.get 0 v128.load offset=23392 local.get 0 v128.load offset=23408
    local.get 0 v128.load offset=23424 local.get 0 v128.load offset=23440
    local.get 0 v128.load offset=23456 local.get 0 v128.load offset=23472
    local.get 0 v128.load offset=23488 local.get 0 v128.load offset=23504
    local.get 0 v128.load offset=23520 local.get 0 v128.load offset=23536
    local.get 0 v128.load offset=23552 local.get 0 v128.load offset=23568
    local.get 0 v128.load offset=23584 local.get 0 v128.load offset=23600
    local.get 0 v128.load offset=23616 local.get 0 v128.load offset=23632
    local.get 0 v128.load offset=23648 local.get 0 v128.load offset=23664
    local.get 0 v128.load offset=23680 local.get 0 v128.load offset=23696
    local.get 0 v128.load offset=23712 local.get 0 v128.load offset=23728
    local.get 0 v128.load offset=23744 local.get 0 v128.load offset=23760
    local.get 0 v128.load offset=23776 local.get 0 v128.load offset=23792
    local.get 0 v128.load offset=23808 local.get 0 v128.load offset=23824
    local.get 0 v128.load offset=23840 local.get 0 v128.load offset=23856
    local.get 0 v128.load offset=23872 local.get 0 v128.load offset=23888
    local.get 0 v128.load offset=23904 local.get 0 v128.load offset=23920
    local.get 0 v128.load offset=23936 local.get 0 v128.load offset=23952
    local.get 0 v128.load offset=23968 local.get 0 v128.load offset=23984
    local.get 0 v128.load offset=24000 local.get 0 v128.load offset=24016
    local.get 0 v128.load offset=24032 local.get 0 v128.load offset=24048
    local.get 0 v128.load offset=24064 local.get 0 v128.load offset=24080
    local.get 0 v128.load offset=24096 local.get 0 v128.load offset=24112
    local.get 0 v128.load offset=24128 local.get 0 v128.load offset=24144
    local.get 0 v128.load offset=24160 local.get 0 v128.load offset=24176
    local.get 0 v128.load offset=24192 local.get 0 v128.load offset=24208
    local.get 0 v128.load offset=24224 local.get 0 v128.load offset=24240
    local.get 0 v128.load offset=24256 local.get 0 v128.load offset=24272
    local.get 0 v128.load offset=24288 local.get 0 v128.load offset=24304
    local.get 0 v128.load offset=24320 local.get 0 v128.load offset=24336
    local.get 0 v128.load offset=24352 local.get 0 v128.load offset=24368
    local.get 0 v128.load offset=24384 local.get 0 v128.load offset=24400
    local.get 0 v128.load offset=24416 local.get 0 v128.load offset=24432
    local.get 0 v128.load offset=24448 local.get 0 v128.load offset=24464
    local.get 0 v128.load offset=24480 local.get 0 v128.load offset=24496
    local.get 0 v128.load offset=24512 local.get 0 v128.load offset=24528
    local.get 0 v128.load offset=24544 local.get 0 v128.load offset=24560
    local.get 0 v128.load offset=24576 local.get 0 v128.load offset=24592
    local.get 0 v128.load offset=24608 local.get 0 v128.load offset=24624
    local.get 0 v128.load offset=24640 local.get 0 v128.load offset=24656
    local.get 0 v128.load offset=24672 local.get 0 v128.load offset=24688
    local.get 0 v128.load offset=24704 local.get 0 v128.load offset=24720
    local.get 0 v128.load offset=24736 local.get 0 v128.load offset=24752
    local.get 0 v128.load offset=24768 local.get 0 v128.load offset=24784
    local.get 0 v128.load offset=24800 local.get 0 v128.load offset=24816
    local.get 0 v128.load offset=24832 local.get 0 v128.load offset=24848
    local.get 0 v128.load offset=24864 local.get 0 v128.load offset=24880
    local.get 0 v128.load offset=24896 local.get 0 v128.load offset=24912
    local.get 0 v128.load offset=24928 local.get 0 v128.load offset=24944
    local.get 0 v128.load offset=24960 local.get 0 v128.load offset=24976
    local.get 0 v128.load offset=24992 local.get 0 v128.load offset=25008
    local.get 0 v128.load offset=25024 local.get 0 v128.load offset=25040
    local.get 0 v128.load offset=25056 local.get 0 v128.load offset=25072
    local.get 0 v128.load offset=25088 local.get 0 v128.load offset=25104
    local.get 0 v128.load offset=25120 local.get 0 v128.load offset=25136
    local.get 0 v128.load offset=25152 local.get 0 v128.load offset=25168
    local.get 0 v128.load offset=25184 local.get 0 v128.load offset=25200
    local.get 0 v128.load offset=25216 local.get 0 v128.load offset=25232
    local.get 0 v128.load offset=25248 local.get 0 v128.load offset=25264
    local.get 0 v128.load offset=25280 local.get 0 v128.load offset=25296
    local.get 0 v128.load offset=25312 local.get 0 v128.load offset=25328
    local.get 0 v128.load offset=25344 local.get 0 v128.load offset=25360
    local.get 0 v128.load offset=25376 local.get 0 v128.load offset=25392
    local.get 0 v128.load offset=25408 local.get 0 v128.load offset=25424
    local.get 0 v128.load offset=25440 local.get 0 v128.load offset=25456
    local.get 0 v128.load offset=25472 local.get 0 v128.load offset=25488
    local.get 0 v128.load offset=25504 local.get 0 v128.load offset=25520
    local.get 0 v128.load offset=25536 local.get 0 v128.load offset=25552
    local.get 0 v128.load offset=25568 local.get 0 v128.load offset=25584
    local.get 0 v128.load offset=25600 local.get 0 v128.load offset=25616
    local.get 0 v128.load offset=25632 local.get 0 v128.load offset=25648
    local.get 0 v128.load offset=25664 local.get 0 v128.load offset=25680
    local.get 0 v128.load offset=25696 local.get 0 v128.load offset=25712
    local.get 0 v128.load offset=25728 local.get 0 v128.load offset=25744
    local.get 0 v128.load offset=25760 local.get 0 v128.load offset=25776
    local.get 0 v128.load offset=25792 local.get 0 v128.load offset=25808
    local.get 0 v128.load offset=25824 local.get 0 v128.load offset=25840
    local.get 0 v128.load offset=25856 local.get 0 v128.load offset=25872
    local.get 0 v128.load offset=25888 local.get 0 v128.load offset=25904
    local.get 0 v128.load offset=25920 local.get 0 v128.load offset=25936
    local.get 0 v128.load offset=25952 local.get 0 v128.load offset=25968
    local.get 0 v128.load offset=25984 local.get 0 v128.load offset=26000
    local.get 0 v128.load offset=26016 local.get 0 v128.load offset=26032
    local.get 0 v128.load offset=26048 local.get 0 v128.load offset=26064
    local.get 0 v128.load offset=26080 local.get 0 v128.load offset=26096
    local.get 0 v128.load offset=26112 local.get 0 v128.load offset=26128
    local.get 0 v128.load offset=26144 local.get 0 v128.load offset=26160
    local.get 0 v128.load offset=26176 local.get 0 v128.load offset=26192
    local.get 0 v128.load offset=26208 local.get 0 v128.load offset=26224
    local.get 0 v128.load offset=26240 local.get 0 v128.load offset=26256
    local.get 0 v128.load offset=26272 local.get 0 v128.load offset=26288
    local.get 0 v128.load offset=26304 local.get 0 v128.load offset=26320
    local.get 0 v128.load offset=26336 local.get 0 v128.load offset=26352
    local.get 0 v128.load offset=26368 local.get 0 v128.load offset=26384
    local.get 0 v128.load offset=26400 local.get 0 v128.load offset=26416
    local.get 0 v128.load offset=26432 local.get 0 v128.load offset=26448
    local.get 0 v128.load offset=26464 local.get 0 v128.load offset=26480
    local.get 0 v128.load offset=26496 local.get 0 v128.load offset=26512
    local.get 0 v128.load offset=26528 local.get 0 v128.load offset=26544
    local.get 0 v128.load offset=26560 local.get 0 v128.load offset=26576
    local.get 0 v128.load offset=26592 local.get 0 v128.load offset=26608
    local.get 0 v128.load offset=26624 local.get 0 v128.load offset=26640
    local.get 0 v128.load offset=26656 local.get 0 v128.load offset=26672
    local.get 0 v128.load offset=26688 local.get 0 v128.load offset=26704
    local.get 0 v128.load offset=26720 local.get 0 v128.load offset=26736
    local.get 0 v128.load offset=26752 local.get 0 v128.load offset=26768
    local.get 0 v128.load offset=26784 local.get 0 v128.load offset=26800
    local.get 0 v128.load offset=26816 local.get 0 v128.load offset=26832
    local.get 0 v128.load offset=26848 local.get 0 v128.load offset=26864
    local.get 0 v128.load offset=26880 local.get 0 v128.load offset=26896
    local.get 0 v128.load offset=26912 local.get 0 v128.load offset=26928
    local.get 0 v128.load offset=26944 local.get 0 v128.load offset=26960
    local.get 0 v128.load offset=26976 local.get 0 v128.load offset=26992
    local.get 0 v128.load offset=27008 local.get 0 v128.load offset=27024
    local.get 0 v128.load offset=27040 local.get 0 v128.load offset=27056
    local.get 0 v128.load offset=27072 local.get 0 v128.load offset=27088
    local.get 0 v128.load offset=27104 local.get 0 v128.load offset=27120
    local.get 0 v128.load offset=27136 local.get 0 v128.load offset=27152
    local.get 0 v128.load offset=27168 local.get 0 v128.load offset=27184
    local.get 0 v128.load offset=27200 local.get 0 v128.load offset=27216
    local.get 0 v128.load offset=27232 local.get 0 v128.load offset=27248
    local.get 0 v128.load offset=27264 local.get 0 v128.load offset=27280
    local.get 0 v128.load offset=27296 local.get 0 v128.load offset=27312
    local.get 0 v128.load offset=27328 local.get 0 v128.load offset=27344
    local.get 0 v128.load offset=27360 local.get 0 v128.load offset=27376
    local.get 0 v128.load offset=27392 local.get 0 v128.load offset=27408
    local.get 0 v128.load offset=27424 local.get 0 v128.load offset=27440
    local.get 0 v128.load offset=27456 local.get 0 v128.load offset=27472
    local.get 0 v128.load offset=27488 local.get 0 v128.load offset=27504
    local.get 0 v128.load offset=27520 local.get 0 v128.load offset=27536
    local.get 0 v128.load offset=27552 local.get 0 v128.load offset=27568
    local.get 0 v128.load offset=27584 local.get 0 v128.load offset=27600
    local.get 0 v128.load offset=27616 local.get 0 v128.load offset=27632
    local.get 0 v128.load offset=27648 local.get 0 v128.load offset=27664
    local.get 0 v128.load offset=27680 local.get 0 v128.load offset=27696
    local.get 0 v128.load offset=27712 local.get 0 v128.load offset=27728
    local.get 0 v128.load offset=27744 local.get 0 v128.load offset=27760
    local.get 0 v128.load offset=27776 local.get 0 v128.load offset=27792
    local.get 0 v128.load offset=27808 local.get 0 v128.load offset=27824
    local.get 0 v128.load offset=27840 local.get 0 v128.load offset=27856
    local.get 0 v128.load offset=27872 local.get 0 v128.load offset=27888
    local.get 0 v128.load offset=27904 local.get 0 v128.load offset=27920
    local.get 0 v128.load offset=27936 local.get 0 v128.load offset=27952
    local.get 0 v128.load offset=27968 local.get 0 v128.load offset=27984
    local.get 0 v128.load offset=28000 local.get 0 v128.load offset=28016
    local.get 0 v128.load offset=28032 local.get 0 v128.load offset=28048
    local.get 0 v128.load offset=28064 local.get 0 v128.load offset=28080
    local.get 0 v128.load offset=28096 local.get 0 v128.load offset=28112
    local.get 0 v128.load offset=28128 local.get 0 v128.load offset=28144
    local.get 0 v128.load offset=28160 local.get 0 v128.load offset=28176
    local.get 0 v128.load offset=28192 local.get 0 v128.load offset=28208
    local.get 0 v128.load offset=28224 local.get 0 v128.load offset=28240
    local.get 0 v128.load offset=28256 local.get 0 v128.load offset=28272
    local.get 0 v128.load offset=28288 local.get 0 v128.load offset=28304
    local.get 0 v128.load offset=28320 local.get 0 v128.load offset=28336
    local.get 0 v128.load offset=28352 local.get 0 v128.load offset=28368
    local.get 0 v128.load offset=28384 local.get 0 v128.load offset=28400
    local.get 0 v128.load offset=28416 local.get 0 v128.load offset=28432
    local.get 0 v128.load offset=28448 local.get 0 v128.load offset=28464
    local.get 0 v128.load offset=28480 local.get 0 v128.load offset=28496
    local.get 0 v128.load offset=28512 local.get 0 v128.load offset=28528
    local.get 0 v128.load offset=28544 local.get 0 v128.load offset=28560
    local.get 0 v128.load offset=28576 local.get 0 v128.load offset=28592
    local.get 0 v128.load offset=28608 local.get 0 v128.load offset=28624
    local.get 0 v128.load offset=28640 local.get 0 v128.load offset=28656
    local.get 0 v128.load offset=28672 local.get 0 v128.load offset=28688
    local.get 0 v128.load offset=28704 local.get 0 v128.load offset=28720
    local.get 0 v128.load offset=28736 local.get 0 v128.load offset=28752
    local.get 0 v128.load offset=28768 local.get 0 v128.load offset=28784
    local.get 0 v128.load offset=28800 local.get 0 v128.load offset=28816
    local.get 0 v128.load offset=28832 local.get 0 v128.load offset=28848
    local.get 0 v128.load offset=28864 local.get 0 v128.load offset=28880
    local.get 0 v128.load offset=28896 local.get 0 v128.load offset=28912
    local.get 0 v128.load offset=28928 local.get 0 v128.load offset=28944
    local.get 0 v128.load offset=28960 local.get 0 v128.load offset=28976
    local.get 0 v128.load offset=28992 local.get 0 v128.load offset=29008
    local.get 0 v128.load offset=29024 local.get 0 v128.load offset=29040
    local.get 0 v128.load offset=29056 local.get 0 v128.load offset=29072
    local.get 0 v128.load offset=29088 local.get 0 v128.load offset=29104
    local.get 0 v128.load offset=29120 local.get 0 v128.load offset=29136
    local.get 0 v128.load offset=29152 local.get 0 v128.load offset=29168
    local.get 0 v128.load offset=29184 local.get 0 v128.load offset=29200
    local.get 0 v128.load offset=29216 local.get 0 v128.load offset=29232
    local.get 0 v128.load offset=29248 local.get 0 v128.load offset=29264
    local.get 0 v128.load offset=29280 local.get 0 v128.load offset=29296
    local.get 0 v128.load offset=29312 local.get 0 v128.load offset=29328
    local.get 0 v128.load offset=29344 local.get 0 v128.load offset=29360
    local.get 0 v128.load offset=29376 local.get 0 v128.load offset=29392
    local.get 0 v128.load offset=29408 local.get 0 v128.load offset=29424
    local.get 0 v128.load offset=29440 local.get 0 v128.load offset=29456
    local.get 0 v128.load offset=29472 local.get 0 v128.load offset=29488
    local.get 0 v128.load offset=29504 local.get 0 v128.load offset=29520
    local.get 0 v128.load offset=29536 local.get 0 v128.load offset=29552
    local.get 0 v128.load offset=29568 local.get 0 v128.load offset=29584
    local.get 0 v128.load offset=29600 local.get 0 v128.load offset=29616
    local.get 0 v128.load offset=29632 local.get 0 v128.load offset=29648
    local.get 0 v128.load offset=29664 local.get 0 v128.load offset=29680
    local.get 0 v128.load offset=29696 local.get 0 v128.load offset=29712
    local.get 0 v128.load offset=29728 local.get 0 v128.load offset=29744
    local.get 0 v128.load offset=29760 local.get 0 v128.load offset=29776
    local.get 0 v128.load offset=29792 local.get 0 v128.load offset=29808
    local.get 0 v128.load offset=29824 local.get 0 v128.load offset=29840
    local.get 0 v128.load offset=29856 local.get 0 v128.load offset=29872
    local.get 0 v128.load offset=29888 local.get 0 v128.load offset=29904
    local.get 0 v128.load offset=29920 local.get 0 v128.load offset=29936
    local.get 0 v128.load offset=29952 local.get 0 v128.load offset=29968
    local.get 0 v128.load offset=29984 local.get 0 v128.load offset=30000
    local.get 0 v128.load offset=30016 local.get 0 v128.load offset=30032
    local.get 0 v128.load offset=30048 local.get 0 v128.load offset=30064
    local.get 0 v128.load offset=30080 local.get 0 v128.load offset=30096
    local.get 0 v128.load offset=30112 local.get 0 v128.load offset=30128
    local.get 0 v128.load offset=30144 local.get 0 v128.load offset=30160
    local.get 0 v128.load offset=30176 local.get 0 v128.load offset=30192
    local.get 0 v128.load offset=30208 local.get 0 v128.load offset=30224
    local.get 0 v128.load offset=30240 local.get 0 v128.load offset=30256
    local.get 0 v128.load offset=30272 local.get 0 v128.load offset=30288
    local.get 0 v128.load offset=30304 local.get 0 v128.load offset=30320
    local.get 0 v128.load offset=30336 local.get 0 v128.load offset=30352
    local.get 0 v128.load offset=30368 local.get 0 v128.load offset=30384
    local.get 0 v128.load offset=30400 local.get 0 v128.load offset=30416
    local.get 0 v128.load offset=30432 local.get 0 v128.load offset=30448
    local.get 0 v128.load offset=30464 local.get 0 v128.load offset=30480
    local.get 0 v128.load offset=30496 local.get 0 v128.load offset=30512
    local.get 0 v128.load offset=30528 local.get 0 v128.load offset=30544
    local.get 0 v128.load offset=30560 local.get 0 v128.load offset=30576
    local.get 0 v128.load offset=30592 local.get 0 v128.load offset=30608
    local.get 0 v128.load offset=30624 local.get 0 v128.load offset=30640
    local.get 0 v128.load offset=30656 local.get 0 v128.load offset=30672
    local.get 0 v128.load offset=30688 local.get 0 v128.load offset=30704
    local.get 0 v128.load offset=30720 local.get 0 v128.load offset=30736
    local.get 0 v128.load offset=30752 local.get 0 v128.load offset=30768
    local.get 0 v128.load offset=30784 local.get 0 v128.load offset=30800
    local.get 0 v128.load offset=30816 local.get 0 v128.load offset=30832
    local.get 0 v128.load offset=30848 local.get 0 v128.load offset=30864
    local.get 0 v128.load offset=30880 local.get 0 v128.load offset=30896
    local.get 0 v128.load offset=30912 local.get 0 v128.load offset=30928
    local.get 0 v128.load offset=30944 local.get 0 v128.load offset=30960
    local.get 0 v128.load offset=30976 local.get 0 v128.load offset=30992
    local.get 0 v128.load offset=31008 local.get 0 v128.load offset=31024
    local.get 0 v128.load offset=31040 local.get 0 v128.load offset=31056
    local.get 0 v128.load offset=31072 local.get 0 v128.load offset=31088
    local.get 0 v128.load offset=31104 local.get 0 v128.load offset=31120
    local.get 0 v128.load offset=31136 local.get 0 v128.load offset=31152
    local.get 0 v128.load offset=31168 local.get 0 v128.load offset=31184
    local.get 0 v128.load offset=31200 local.get 0 v128.load offset=31216
    local.get 0 v128.load offset=31232 local.get 0 v128.load offset=31248
    local.get 0 v128.load offset=31264 local.get 0 v128.load offset=31280
    local.get 0 v128.load offset=31296 local.get 0 v128.load offset=31312
    local.get 0 v128.load offset=31328 local.get 0 v128.load offset=31344
    local.get 0 v128.load offset=31360 local.get 0 v128.load offset=31376
    local.get 0 v128.load offset=31392 local.get 0 v128.load offset=31408
    local.get 0 v128.load offset=31424 local.get 0 v128.load offset=31440
    local.get 0 v128.load offset=31456 local.get 0 v128.load offset=31472
    local.get 0 v128.load offset=31488 local.get 0 v128.load offset=31504
    local.get 0 v128.load offset=31520 local.get 0 v128.load offset=31536
    local.get 0 v128.load offset=31552 local.get 0 v128.load offset=31568
    local.get 0 v128.load offset=31584 local.get 0 v128.load offset=31600
    local.get 0 v128.load offset=31616 local.get 0 v128.load offset=31632
    local.get 0 v128.load offset=31648 local.get 0 v128.load offset=31664
    local.get 0 v128.load offset=31680 local.get 0 v128.load offset=31696
    local.get 0 v128.load offset=31712 local.get 0 v128.load offset=31728
    local.get 0 v128.load offset=31744 local.get 0 v128.load offset=31760
    local.get 0 v128.load offset=31776 local.get 0 v128.load offset=31792
    local.get 0 v128.load offset=31808 local.get 0 v128.load offset=31824
    local.get 0 v128.load offset=31840 local.get 0 v128.load offset=31856
    local.get 0 v128.load offset=31872 local.get 0 v128.load offset=31888
    local.get 0 v128.load offset=31904 local.get 0 v128.load offset=31920
    local.get 0 v128.load offset=31936 local.get 0 v128.load offset=31952
    local.get 0 v128.load offset=31968 local.get 0 v128.load offset=31984
    local.get 0 v128.load offset=32000 local.get 0 v128.load offset=32016
    local.get 0 v128.load offset=32032 local.get 0 v128.load offset=32048
    local.get 0 v128.load offset=32064 local.get 0 v128.load offset=32080
    local.get 0 v128.load offset=32096 local.get 0 v128.load offset=32112
    local.get 0 v128.load offset=32128 local.get 0 v128.load offset=32144
    local.get 0 v128.load offset=32160 local.get 0 v128.load offset=32176
    local.get 0 v128.load offset=32192 local.get 0 v128.load offset=32208
    local.get 0 v128.load offset=32224 local.get 0 v128.load offset=32240
    local.get 0 v128.load offset=32256 local.get 0 v128.load offset=32272
    local.get 0 v128.load offset=32288 local.get 0 v128.load offset=32304
    local.get 0 v128.load offset=32320 local.get 0 v128.load offset=32336
    local.get 0 v128.load offset=32352 local.get 0 v128.load offset=32368
    local.get 0 v128.load offset=32384 local.get 0 v128.load offset=32400
    local.get 0 v128.load offset=32416 local.get 0 v128.load offset=32432
    local.get 0 v128.load offset=32448 local.get 0 v128.load offset=32464
    local.get 0 v128.load offset=32480 local.get 0 v128.load offset=32496
    local.get 0 v128.load offset=32512 local.get 0 v128.load offset=32528
    local.get 0 v128.load offset=32544 local.get 0 v128.load offset=32560
    local.get 0 v128.load offset=32576 local.get 0 v128.load offset=32592
    local.get 0 v128.load offset=32608 local.get 0 v128.load offset=32624
    local.get 0 v128.load offset=32640 local.get 0 v128.load offset=32656
    local.get 0 v128.load offset=32672 local.get 0 v128.load offset=32688
    local.get 0 v128.load offset=32704 local.get 0 v128.load offset=32720
    local.get 0 v128.load offset=32736 local.get 0 v128.load offset=32752
    (i32.store (i32.const 0x1fff0) (i32.const 1))
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.add i32x4.add i32x4.add i32x4.add
    i32x4.extract_lane 0)

  ;; Small frames with a large leaf below each of them.
  (func $small (export "small-then-leaf") (param $n i32) (result i32)
    (drop (call $leaf (i32.const 0)))
    (if (result i32) (local.get $n)
      (then (i32.add (i32.const 1) (call $small (i32.sub (local.get $n) (i32.const 1)))))
      (else (i32.const 0))))

  ;; Large and small frames in turn.
  (func $alternate (export "alternate") (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (i32.const 0))))
    (drop (call $large (i32.const 0)))
    (i32.add (i32.const 1) (call $alternate (i32.sub (local.get $n) (i32.const 1)))))

  (func (export "calls") (result i32) (global.get $calls)))

(assert_return (invoke "leaf" (i32.const 0)) (i32.const 0x1ffc000))
(assert_return (invoke "recur" (i32.const 0)) (i32.const 0x7ff8000))
(assert_return (invoke "recur" (i32.const 1)) (i32.const 0x7ff8000))
(assert_return (invoke "calls") (i32.const 3))
(assert_exhaustion (invoke "recur" (i32.const -1)) "call stack exhausted")
(assert_return (invoke "recur" (i32.const 2)) (i32.const 0x7ff8000))
(assert_exhaustion (invoke "small-then-leaf" (i32.const -1)) "call stack exhausted")
(assert_return (invoke "small-then-leaf" (i32.const 1000)) (i32.const 1000))
(assert_exhaustion (invoke "alternate" (i32.const -1)) "call stack exhausted")
(assert_return (invoke "alternate" (i32.const 1000)) (i32.const 1000))
(assert_return (invoke "leaf" (i32.const 0)) (i32.const 0x1ffc000))

;; A thousand parameters, as many as a function can have, handed on in recursion,
;; also across instances and as tail calls that first have to make the room.
(module $Wide
  (type $wide (func (param
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
    (result i64)))
  (table $t (export "table") 3 funcref)
  (elem (table $t) (i32.const 0) func $wide)
  ;; The first parameter counts down, the last comes back.
  (func $wide (export "wide") (type $wide)
    (if (i64.eqz (local.get 0)) (then (return (local.get 999))))
    (i64.sub (local.get 0) (i64.const 1))
    local.get 1 local.get 2 local.get 3 local.get 4 local.get 5 local.get 6 local.get 7
    local.get 8 local.get 9 local.get 10 local.get 11 local.get 12 local.get 13 local.get 14
    local.get 15 local.get 16 local.get 17 local.get 18 local.get 19 local.get 20 local.get 21
    local.get 22 local.get 23 local.get 24 local.get 25 local.get 26 local.get 27 local.get 28
    local.get 29 local.get 30 local.get 31 local.get 32 local.get 33 local.get 34 local.get 35
    local.get 36 local.get 37 local.get 38 local.get 39 local.get 40 local.get 41 local.get 42
    local.get 43 local.get 44 local.get 45 local.get 46 local.get 47 local.get 48 local.get 49
    local.get 50 local.get 51 local.get 52 local.get 53 local.get 54 local.get 55 local.get 56
    local.get 57 local.get 58 local.get 59 local.get 60 local.get 61 local.get 62 local.get 63
    local.get 64 local.get 65 local.get 66 local.get 67 local.get 68 local.get 69 local.get 70
    local.get 71 local.get 72 local.get 73 local.get 74 local.get 75 local.get 76 local.get 77
    local.get 78 local.get 79 local.get 80 local.get 81 local.get 82 local.get 83 local.get 84
    local.get 85 local.get 86 local.get 87 local.get 88 local.get 89 local.get 90 local.get 91
    local.get 92 local.get 93 local.get 94 local.get 95 local.get 96 local.get 97 local.get 98
    local.get 99 local.get 100 local.get 101 local.get 102 local.get 103 local.get 104
    local.get 105 local.get 106 local.get 107 local.get 108 local.get 109 local.get 110
    local.get 111 local.get 112 local.get 113 local.get 114 local.get 115 local.get 116
    local.get 117 local.get 118 local.get 119 local.get 120 local.get 121 local.get 122
    local.get 123 local.get 124 local.get 125 local.get 126 local.get 127 local.get 128
    local.get 129 local.get 130 local.get 131 local.get 132 local.get 133 local.get 134
    local.get 135 local.get 136 local.get 137 local.get 138 local.get 139 local.get 140
    local.get 141 local.get 142 local.get 143 local.get 144 local.get 145 local.get 146
    local.get 147 local.get 148 local.get 149 local.get 150 local.get 151 local.get 152
    local.get 153 local.get 154 local.get 155 local.get 156 local.get 157 local.get 158
    local.get 159 local.get 160 local.get 161 local.get 162 local.get 163 local.get 164
    local.get 165 local.get 166 local.get 167 local.get 168 local.get 169 local.get 170
    local.get 171 local.get 172 local.get 173 local.get 174 local.get 175 local.get 176
    local.get 177 local.get 178 local.get 179 local.get 180 local.get 181 local.get 182
    local.get 183 local.get 184 local.get 185 local.get 186 local.get 187 local.get 188
    local.get 189 local.get 190 local.get 191 local.get 192 local.get 193 local.get 194
    local.get 195 local.get 196 local.get 197 local.get 198 local.get 199 local.get 200
    local.get 201 local.get 202 local.get 203 local.get 204 local.get 205 local.get 206
    local.get 207 local.get 208 local.get 209 local.get 210 local.get 211 local.get 212
    local.get 213 local.get 214 local.get 215 local.get 216 local.get 217 local.get 218
    local.get 219 local.get 220 local.get 221 local.get 222 local.get 223 local.get 224
    local.get 225 local.get 226 local.get 227 local.get 228 local.get 229 local.get 230
    local.get 231 local.get 232 local.get 233 local.get 234 local.get 235 local.get 236
    local.get 237 local.get 238 local.get 239 local.get 240 local.get 241 local.get 242
    local.get 243 local.get 244 local.get 245 local.get 246 local.get 247 local.get 248
    local.get 249 local.get 250 local.get 251 local.get 252 local.get 253 local.get 254
    local.get 255 local.get 256 local.get 257 local.get 258 local.get 259 local.get 260
    local.get 261 local.get 262 local.get 263 local.get 264 local.get 265 local.get 266
    local.get 267 local.get 268 local.get 269 local.get 270 local.get 271 local.get 272
    local.get 273 local.get 274 local.get 275 local.get 276 local.get 277 local.get 278
    local.get 279 local.get 280 local.get 281 local.get 282 local.get 283 local.get 284
    local.get 285 local.get 286 local.get 287 local.get 288 local.get 289 local.get 290
    local.get 291 local.get 292 local.get 293 local.get 294 local.get 295 local.get 296
    local.get 297 local.get 298 local.get 299 local.get 300 local.get 301 local.get 302
    local.get 303 local.get 304 local.get 305 local.get 306 local.get 307 local.get 308
    local.get 309 local.get 310 local.get 311 local.get 312 local.get 313 local.get 314
    local.get 315 local.get 316 local.get 317 local.get 318 local.get 319 local.get 320
    local.get 321 local.get 322 local.get 323 local.get 324 local.get 325 local.get 326
    local.get 327 local.get 328 local.get 329 local.get 330 local.get 331 local.get 332
    local.get 333 local.get 334 local.get 335 local.get 336 local.get 337 local.get 338
    local.get 339 local.get 340 local.get 341 local.get 342 local.get 343 local.get 344
    local.get 345 local.get 346 local.get 347 local.get 348 local.get 349 local.get 350
    local.get 351 local.get 352 local.get 353 local.get 354 local.get 355 local.get 356
    local.get 357 local.get 358 local.get 359 local.get 360 local.get 361 local.get 362
    local.get 363 local.get 364 local.get 365 local.get 366 local.get 367 local.get 368
    local.get 369 local.get 370 local.get 371 local.get 372 local.get 373 local.get 374
    local.get 375 local.get 376 local.get 377 local.get 378 local.get 379 local.get 380
    local.get 381 local.get 382 local.get 383 local.get 384 local.get 385 local.get 386
    local.get 387 local.get 388 local.get 389 local.get 390 local.get 391 local.get 392
    local.get 393 local.get 394 local.get 395 local.get 396 local.get 397 local.get 398
    local.get 399 local.get 400 local.get 401 local.get 402 local.get 403 local.get 404
    local.get 405 local.get 406 local.get 407 local.get 408 local.get 409 local.get 410
    local.get 411 local.get 412 local.get 413 local.get 414 local.get 415 local.get 416
    local.get 417 local.get 418 local.get 419 local.get 420 local.get 421 local.get 422
    local.get 423 local.get 424 local.get 425 local.get 426 local.get 427 local.get 428
    local.get 429 local.get 430 local.get 431 local.get 432 local.get 433 local.get 434
    local.get 435 local.get 436 local.get 437 local.get 438 local.get 439 local.get 440
    local.get 441 local.get 442 local.get 443 local.get 444 local.get 445 local.get 446
    local.get 447 local.get 448 local.get 449 local.get 450 local.get 451 local.get 452
    local.get 453 local.get 454 local.get 455 local.get 456 local.get 457 local.get 458
    local.get 459 local.get 460 local.get 461 local.get 462 local.get 463 local.get 464
    local.get 465 local.get 466 local.get 467 local.get 468 local.get 469 local.get 470
    local.get 471 local.get 472 local.get 473 local.get 474 local.get 475 local.get 476
    local.get 477 local.get 478 local.get 479 local.get 480 local.get 481 local.get 482
    local.get 483 local.get 484 local.get 485 local.get 486 local.get 487 local.get 488
    local.get 489 local.get 490 local.get 491 local.get 492 local.get 493 local.get 494
    local.get 495 local.get 496 local.get 497 local.get 498 local.get 499 local.get 500
    local.get 501 local.get 502 local.get 503 local.get 504 local.get 505 local.get 506
    local.get 507 local.get 508 local.get 509 local.get 510 local.get 511 local.get 512
    local.get 513 local.get 514 local.get 515 local.get 516 local.get 517 local.get 518
    local.get 519 local.get 520 local.get 521 local.get 522 local.get 523 local.get 524
    local.get 525 local.get 526 local.get 527 local.get 528 local.get 529 local.get 530
    local.get 531 local.get 532 local.get 533 local.get 534 local.get 535 local.get 536
    local.get 537 local.get 538 local.get 539 local.get 540 local.get 541 local.get 542
    local.get 543 local.get 544 local.get 545 local.get 546 local.get 547 local.get 548
    local.get 549 local.get 550 local.get 551 local.get 552 local.get 553 local.get 554
    local.get 555 local.get 556 local.get 557 local.get 558 local.get 559 local.get 560
    local.get 561 local.get 562 local.get 563 local.get 564 local.get 565 local.get 566
    local.get 567 local.get 568 local.get 569 local.get 570 local.get 571 local.get 572
    local.get 573 local.get 574 local.get 575 local.get 576 local.get 577 local.get 578
    local.get 579 local.get 580 local.get 581 local.get 582 local.get 583 local.get 584
    local.get 585 local.get 586 local.get 587 local.get 588 local.get 589 local.get 590
    local.get 591 local.get 592 local.get 593 local.get 594 local.get 595 local.get 596
    local.get 597 local.get 598 local.get 599 local.get 600 local.get 601 local.get 602
    local.get 603 local.get 604 local.get 605 local.get 606 local.get 607 local.get 608
    local.get 609 local.get 610 local.get 611 local.get 612 local.get 613 local.get 614
    local.get 615 local.get 616 local.get 617 local.get 618 local.get 619 local.get 620
    local.get 621 local.get 622 local.get 623 local.get 624 local.get 625 local.get 626
    local.get 627 local.get 628 local.get 629 local.get 630 local.get 631 local.get 632
    local.get 633 local.get 634 local.get 635 local.get 636 local.get 637 local.get 638
    local.get 639 local.get 640 local.get 641 local.get 642 local.get 643 local.get 644
    local.get 645 local.get 646 local.get 647 local.get 648 local.get 649 local.get 650
    local.get 651 local.get 652 local.get 653 local.get 654 local.get 655 local.get 656
    local.get 657 local.get 658 local.get 659 local.get 660 local.get 661 local.get 662
    local.get 663 local.get 664 local.get 665 local.get 666 local.get 667 local.get 668
    local.get 669 local.get 670 local.get 671 local.get 672 local.get 673 local.get 674
    local.get 675 local.get 676 local.get 677 local.get 678 local.get 679 local.get 680
    local.get 681 local.get 682 local.get 683 local.get 684 local.get 685 local.get 686
    local.get 687 local.get 688 local.get 689 local.get 690 local.get 691 local.get 692
    local.get 693 local.get 694 local.get 695 local.get 696 local.get 697 local.get 698
    local.get 699 local.get 700 local.get 701 local.get 702 local.get 703 local.get 704
    local.get 705 local.get 706 local.get 707 local.get 708 local.get 709 local.get 710
    local.get 711 local.get 712 local.get 713 local.get 714 local.get 715 local.get 716
    local.get 717 local.get 718 local.get 719 local.get 720 local.get 721 local.get 722
    local.get 723 local.get 724 local.get 725 local.get 726 local.get 727 local.get 728
    local.get 729 local.get 730 local.get 731 local.get 732 local.get 733 local.get 734
    local.get 735 local.get 736 local.get 737 local.get 738 local.get 739 local.get 740
    local.get 741 local.get 742 local.get 743 local.get 744 local.get 745 local.get 746
    local.get 747 local.get 748 local.get 749 local.get 750 local.get 751 local.get 752
    local.get 753 local.get 754 local.get 755 local.get 756 local.get 757 local.get 758
    local.get 759 local.get 760 local.get 761 local.get 762 local.get 763 local.get 764
    local.get 765 local.get 766 local.get 767 local.get 768 local.get 769 local.get 770
    local.get 771 local.get 772 local.get 773 local.get 774 local.get 775 local.get 776
    local.get 777 local.get 778 local.get 779 local.get 780 local.get 781 local.get 782
    local.get 783 local.get 784 local.get 785 local.get 786 local.get 787 local.get 788
    local.get 789 local.get 790 local.get 791 local.get 792 local.get 793 local.get 794
    local.get 795 local.get 796 local.get 797 local.get 798 local.get 799 local.get 800
    local.get 801 local.get 802 local.get 803 local.get 804 local.get 805 local.get 806
    local.get 807 local.get 808 local.get 809 local.get 810 local.get 811 local.get 812
    local.get 813 local.get 814 local.get 815 local.get 816 local.get 817 local.get 818
    local.get 819 local.get 820 local.get 821 local.get 822 local.get 823 local.get 824
    local.get 825 local.get 826 local.get 827 local.get 828 local.get 829 local.get 830
    local.get 831 local.get 832 local.get 833 local.get 834 local.get 835 local.get 836
    local.get 837 local.get 838 local.get 839 local.get 840 local.get 841 local.get 842
    local.get 843 local.get 844 local.get 845 local.get 846 local.get 847 local.get 848
    local.get 849 local.get 850 local.get 851 local.get 852 local.get 853 local.get 854
    local.get 855 local.get 856 local.get 857 local.get 858 local.get 859 local.get 860
    local.get 861 local.get 862 local.get 863 local.get 864 local.get 865 local.get 866
    local.get 867 local.get 868 local.get 869 local.get 870 local.get 871 local.get 872
    local.get 873 local.get 874 local.get 875 local.get 876 local.get 877 local.get 878
    local.get 879 local.get 880 local.get 881 local.get 882 local.get 883 local.get 884
    local.get 885 local.get 886 local.get 887 local.get 888 local.get 889 local.get 890
    local.get 891 local.get 892 local.get 893 local.get 894 local.get 895 local.get 896
    local.get 897 local.get 898 local.get 899 local.get 900 local.get 901 local.get 902
    local.get 903 local.get 904 local.get 905 local.get 906 local.get 907 local.get 908
    local.get 909 local.get 910 local.get 911 local.get 912 local.get 913 local.get 914
    local.get 915 local.get 916 local.get 917 local.get 918 local.get 919 local.get 920
    local.get 921 local.get 922 local.get 923 local.get 924 local.get 925 local.get 926
    local.get 927 local.get 928 local.get 929 local.get 930 local.get 931 local.get 932
    local.get 933 local.get 934 local.get 935 local.get 936 local.get 937 local.get 938
    local.get 939 local.get 940 local.get 941 local.get 942 local.get 943 local.get 944
    local.get 945 local.get 946 local.get 947 local.get 948 local.get 949 local.get 950
    local.get 951 local.get 952 local.get 953 local.get 954 local.get 955 local.get 956
    local.get 957 local.get 958 local.get 959 local.get 960 local.get 961 local.get 962
    local.get 963 local.get 964 local.get 965 local.get 966 local.get 967 local.get 968
    local.get 969 local.get 970 local.get 971 local.get 972 local.get 973 local.get 974
    local.get 975 local.get 976 local.get 977 local.get 978 local.get 979 local.get 980
    local.get 981 local.get 982 local.get 983 local.get 984 local.get 985 local.get 986
    local.get 987 local.get 988 local.get 989 local.get 990 local.get 991 local.get 992
    local.get 993 local.get 994 local.get 995 local.get 996 local.get 997 local.get 998
    local.get 999
    (call_indirect $t (type $wide) (i32.const 0)))
  ;; From one parameter to a thousand and back, for ever in constant stack.
  (func $narrow (export "narrow") (param $n i64) (result i64)
    (if (i64.eqz (local.get $n)) (then (return (i64.const 7))))
    (i64.sub (local.get $n) (i64.const 1))
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    local.get 0 local.get 0 local.get 0 local.get 0 local.get 0
    (return_call $back))
  (func $back (type $wide) (return_call $narrow (local.get 0)))
  (func (export "start") (param $n i64) (result i64)
    (local.get $n)
    i64.const 1 i64.const 2 i64.const 3 i64.const 4 i64.const 5 i64.const 6 i64.const 7
    i64.const 8 i64.const 9 i64.const 10 i64.const 11 i64.const 12 i64.const 13 i64.const 14
    i64.const 15 i64.const 16 i64.const 17 i64.const 18 i64.const 19 i64.const 20 i64.const 21
    i64.const 22 i64.const 23 i64.const 24 i64.const 25 i64.const 26 i64.const 27 i64.const 28
    i64.const 29 i64.const 30 i64.const 31 i64.const 32 i64.const 33 i64.const 34 i64.const 35
    i64.const 36 i64.const 37 i64.const 38 i64.const 39 i64.const 40 i64.const 41 i64.const 42
    i64.const 43 i64.const 44 i64.const 45 i64.const 46 i64.const 47 i64.const 48 i64.const 49
    i64.const 50 i64.const 51 i64.const 52 i64.const 53 i64.const 54 i64.const 55 i64.const 56
    i64.const 57 i64.const 58 i64.const 59 i64.const 60 i64.const 61 i64.const 62 i64.const 63
    i64.const 64 i64.const 65 i64.const 66 i64.const 67 i64.const 68 i64.const 69 i64.const 70
    i64.const 71 i64.const 72 i64.const 73 i64.const 74 i64.const 75 i64.const 76 i64.const 77
    i64.const 78 i64.const 79 i64.const 80 i64.const 81 i64.const 82 i64.const 83 i64.const 84
    i64.const 85 i64.const 86 i64.const 87 i64.const 88 i64.const 89 i64.const 90 i64.const 91
    i64.const 92 i64.const 93 i64.const 94 i64.const 95 i64.const 96 i64.const 97 i64.const 98
    i64.const 99 i64.const 100 i64.const 101 i64.const 102 i64.const 103 i64.const 104
    i64.const 105 i64.const 106 i64.const 107 i64.const 108 i64.const 109 i64.const 110
    i64.const 111 i64.const 112 i64.const 113 i64.const 114 i64.const 115 i64.const 116
    i64.const 117 i64.const 118 i64.const 119 i64.const 120 i64.const 121 i64.const 122
    i64.const 123 i64.const 124 i64.const 125 i64.const 126 i64.const 127 i64.const 128
    i64.const 129 i64.const 130 i64.const 131 i64.const 132 i64.const 133 i64.const 134
    i64.const 135 i64.const 136 i64.const 137 i64.const 138 i64.const 139 i64.const 140
    i64.const 141 i64.const 142 i64.const 143 i64.const 144 i64.const 145 i64.const 146
    i64.const 147 i64.const 148 i64.const 149 i64.const 150 i64.const 151 i64.const 152
    i64.const 153 i64.const 154 i64.const 155 i64.const 156 i64.const 157 i64.const 158
    i64.const 159 i64.const 160 i64.const 161 i64.const 162 i64.const 163 i64.const 164
    i64.const 165 i64.const 166 i64.const 167 i64.const 168 i64.const 169 i64.const 170
    i64.const 171 i64.const 172 i64.const 173 i64.const 174 i64.const 175 i64.const 176
    i64.const 177 i64.const 178 i64.const 179 i64.const 180 i64.const 181 i64.const 182
    i64.const 183 i64.const 184 i64.const 185 i64.const 186 i64.const 187 i64.const 188
    i64.const 189 i64.const 190 i64.const 191 i64.const 192 i64.const 193 i64.const 194
    i64.const 195 i64.const 196 i64.const 197 i64.const 198 i64.const 199 i64.const 200
    i64.const 201 i64.const 202 i64.const 203 i64.const 204 i64.const 205 i64.const 206
    i64.const 207 i64.const 208 i64.const 209 i64.const 210 i64.const 211 i64.const 212
    i64.const 213 i64.const 214 i64.const 215 i64.const 216 i64.const 217 i64.const 218
    i64.const 219 i64.const 220 i64.const 221 i64.const 222 i64.const 223 i64.const 224
    i64.const 225 i64.const 226 i64.const 227 i64.const 228 i64.const 229 i64.const 230
    i64.const 231 i64.const 232 i64.const 233 i64.const 234 i64.const 235 i64.const 236
    i64.const 237 i64.const 238 i64.const 239 i64.const 240 i64.const 241 i64.const 242
    i64.const 243 i64.const 244 i64.const 245 i64.const 246 i64.const 247 i64.const 248
    i64.const 249 i64.const 250 i64.const 251 i64.const 252 i64.const 253 i64.const 254
    i64.const 255 i64.const 256 i64.const 257 i64.const 258 i64.const 259 i64.const 260
    i64.const 261 i64.const 262 i64.const 263 i64.const 264 i64.const 265 i64.const 266
    i64.const 267 i64.const 268 i64.const 269 i64.const 270 i64.const 271 i64.const 272
    i64.const 273 i64.const 274 i64.const 275 i64.const 276 i64.const 277 i64.const 278
    i64.const 279 i64.const 280 i64.const 281 i64.const 282 i64.const 283 i64.const 284
    i64.const 285 i64.const 286 i64.const 287 i64.const 288 i64.const 289 i64.const 290
    i64.const 291 i64.const 292 i64.const 293 i64.const 294 i64.const 295 i64.const 296
    i64.const 297 i64.const 298 i64.const 299 i64.const 300 i64.const 301 i64.const 302
    i64.const 303 i64.const 304 i64.const 305 i64.const 306 i64.const 307 i64.const 308
    i64.const 309 i64.const 310 i64.const 311 i64.const 312 i64.const 313 i64.const 314
    i64.const 315 i64.const 316 i64.const 317 i64.const 318 i64.const 319 i64.const 320
    i64.const 321 i64.const 322 i64.const 323 i64.const 324 i64.const 325 i64.const 326
    i64.const 327 i64.const 328 i64.const 329 i64.const 330 i64.const 331 i64.const 332
    i64.const 333 i64.const 334 i64.const 335 i64.const 336 i64.const 337 i64.const 338
    i64.const 339 i64.const 340 i64.const 341 i64.const 342 i64.const 343 i64.const 344
    i64.const 345 i64.const 346 i64.const 347 i64.const 348 i64.const 349 i64.const 350
    i64.const 351 i64.const 352 i64.const 353 i64.const 354 i64.const 355 i64.const 356
    i64.const 357 i64.const 358 i64.const 359 i64.const 360 i64.const 361 i64.const 362
    i64.const 363 i64.const 364 i64.const 365 i64.const 366 i64.const 367 i64.const 368
    i64.const 369 i64.const 370 i64.const 371 i64.const 372 i64.const 373 i64.const 374
    i64.const 375 i64.const 376 i64.const 377 i64.const 378 i64.const 379 i64.const 380
    i64.const 381 i64.const 382 i64.const 383 i64.const 384 i64.const 385 i64.const 386
    i64.const 387 i64.const 388 i64.const 389 i64.const 390 i64.const 391 i64.const 392
    i64.const 393 i64.const 394 i64.const 395 i64.const 396 i64.const 397 i64.const 398
    i64.const 399 i64.const 400 i64.const 401 i64.const 402 i64.const 403 i64.const 404
    i64.const 405 i64.const 406 i64.const 407 i64.const 408 i64.const 409 i64.const 410
    i64.const 411 i64.const 412 i64.const 413 i64.const 414 i64.const 415 i64.const 416
    i64.const 417 i64.const 418 i64.const 419 i64.const 420 i64.const 421 i64.const 422
    i64.const 423 i64.const 424 i64.const 425 i64.const 426 i64.const 427 i64.const 428
    i64.const 429 i64.const 430 i64.const 431 i64.const 432 i64.const 433 i64.const 434
    i64.const 435 i64.const 436 i64.const 437 i64.const 438 i64.const 439 i64.const 440
    i64.const 441 i64.const 442 i64.const 443 i64.const 444 i64.const 445 i64.const 446
    i64.const 447 i64.const 448 i64.const 449 i64.const 450 i64.const 451 i64.const 452
    i64.const 453 i64.const 454 i64.const 455 i64.const 456 i64.const 457 i64.const 458
    i64.const 459 i64.const 460 i64.const 461 i64.const 462 i64.const 463 i64.const 464
    i64.const 465 i64.const 466 i64.const 467 i64.const 468 i64.const 469 i64.const 470
    i64.const 471 i64.const 472 i64.const 473 i64.const 474 i64.const 475 i64.const 476
    i64.const 477 i64.const 478 i64.const 479 i64.const 480 i64.const 481 i64.const 482
    i64.const 483 i64.const 484 i64.const 485 i64.const 486 i64.const 487 i64.const 488
    i64.const 489 i64.const 490 i64.const 491 i64.const 492 i64.const 493 i64.const 494
    i64.const 495 i64.const 496 i64.const 497 i64.const 498 i64.const 499 i64.const 500
    i64.const 501 i64.const 502 i64.const 503 i64.const 504 i64.const 505 i64.const 506
    i64.const 507 i64.const 508 i64.const 509 i64.const 510 i64.const 511 i64.const 512
    i64.const 513 i64.const 514 i64.const 515 i64.const 516 i64.const 517 i64.const 518
    i64.const 519 i64.const 520 i64.const 521 i64.const 522 i64.const 523 i64.const 524
    i64.const 525 i64.const 526 i64.const 527 i64.const 528 i64.const 529 i64.const 530
    i64.const 531 i64.const 532 i64.const 533 i64.const 534 i64.const 535 i64.const 536
    i64.const 537 i64.const 538 i64.const 539 i64.const 540 i64.const 541 i64.const 542
    i64.const 543 i64.const 544 i64.const 545 i64.const 546 i64.const 547 i64.const 548
    i64.const 549 i64.const 550 i64.const 551 i64.const 552 i64.const 553 i64.const 554
    i64.const 555 i64.const 556 i64.const 557 i64.const 558 i64.const 559 i64.const 560
    i64.const 561 i64.const 562 i64.const 563 i64.const 564 i64.const 565 i64.const 566
    i64.const 567 i64.const 568 i64.const 569 i64.const 570 i64.const 571 i64.const 572
    i64.const 573 i64.const 574 i64.const 575 i64.const 576 i64.const 577 i64.const 578
    i64.const 579 i64.const 580 i64.const 581 i64.const 582 i64.const 583 i64.const 584
    i64.const 585 i64.const 586 i64.const 587 i64.const 588 i64.const 589 i64.const 590
    i64.const 591 i64.const 592 i64.const 593 i64.const 594 i64.const 595 i64.const 596
    i64.const 597 i64.const 598 i64.const 599 i64.const 600 i64.const 601 i64.const 602
    i64.const 603 i64.const 604 i64.const 605 i64.const 606 i64.const 607 i64.const 608
    i64.const 609 i64.const 610 i64.const 611 i64.const 612 i64.const 613 i64.const 614
    i64.const 615 i64.const 616 i64.const 617 i64.const 618 i64.const 619 i64.const 620
    i64.const 621 i64.const 622 i64.const 623 i64.const 624 i64.const 625 i64.const 626
    i64.const 627 i64.const 628 i64.const 629 i64.const 630 i64.const 631 i64.const 632
    i64.const 633 i64.const 634 i64.const 635 i64.const 636 i64.const 637 i64.const 638
    i64.const 639 i64.const 640 i64.const 641 i64.const 642 i64.const 643 i64.const 644
    i64.const 645 i64.const 646 i64.const 647 i64.const 648 i64.const 649 i64.const 650
    i64.const 651 i64.const 652 i64.const 653 i64.const 654 i64.const 655 i64.const 656
    i64.const 657 i64.const 658 i64.const 659 i64.const 660 i64.const 661 i64.const 662
    i64.const 663 i64.const 664 i64.const 665 i64.const 666 i64.const 667 i64.const 668
    i64.const 669 i64.const 670 i64.const 671 i64.const 672 i64.const 673 i64.const 674
    i64.const 675 i64.const 676 i64.const 677 i64.const 678 i64.const 679 i64.const 680
    i64.const 681 i64.const 682 i64.const 683 i64.const 684 i64.const 685 i64.const 686
    i64.const 687 i64.const 688 i64.const 689 i64.const 690 i64.const 691 i64.const 692
    i64.const 693 i64.const 694 i64.const 695 i64.const 696 i64.const 697 i64.const 698
    i64.const 699 i64.const 700 i64.const 701 i64.const 702 i64.const 703 i64.const 704
    i64.const 705 i64.const 706 i64.const 707 i64.const 708 i64.const 709 i64.const 710
    i64.const 711 i64.const 712 i64.const 713 i64.const 714 i64.const 715 i64.const 716
    i64.const 717 i64.const 718 i64.const 719 i64.const 720 i64.const 721 i64.const 722
    i64.const 723 i64.const 724 i64.const 725 i64.const 726 i64.const 727 i64.const 728
    i64.const 729 i64.const 730 i64.const 731 i64.const 732 i64.const 733 i64.const 734
    i64.const 735 i64.const 736 i64.const 737 i64.const 738 i64.const 739 i64.const 740
    i64.const 741 i64.const 742 i64.const 743 i64.const 744 i64.const 745 i64.const 746
    i64.const 747 i64.const 748 i64.const 749 i64.const 750 i64.const 751 i64.const 752
    i64.const 753 i64.const 754 i64.const 755 i64.const 756 i64.const 757 i64.const 758
    i64.const 759 i64.const 760 i64.const 761 i64.const 762 i64.const 763 i64.const 764
    i64.const 765 i64.const 766 i64.const 767 i64.const 768 i64.const 769 i64.const 770
    i64.const 771 i64.const 772 i64.const 773 i64.const 774 i64.const 775 i64.const 776
    i64.const 777 i64.const 778 i64.const 779 i64.const 780 i64.const 781 i64.const 782
    i64.const 783 i64.const 784 i64.const 785 i64.const 786 i64.const 787 i64.const 788
    i64.const 789 i64.const 790 i64.const 791 i64.const 792 i64.const 793 i64.const 794
    i64.const 795 i64.const 796 i64.const 797 i64.const 798 i64.const 799 i64.const 800
    i64.const 801 i64.const 802 i64.const 803 i64.const 804 i64.const 805 i64.const 806
    i64.const 807 i64.const 808 i64.const 809 i64.const 810 i64.const 811 i64.const 812
    i64.const 813 i64.const 814 i64.const 815 i64.const 816 i64.const 817 i64.const 818
    i64.const 819 i64.const 820 i64.const 821 i64.const 822 i64.const 823 i64.const 824
    i64.const 825 i64.const 826 i64.const 827 i64.const 828 i64.const 829 i64.const 830
    i64.const 831 i64.const 832 i64.const 833 i64.const 834 i64.const 835 i64.const 836
    i64.const 837 i64.const 838 i64.const 839 i64.const 840 i64.const 841 i64.const 842
    i64.const 843 i64.const 844 i64.const 845 i64.const 846 i64.const 847 i64.const 848
    i64.const 849 i64.const 850 i64.const 851 i64.const 852 i64.const 853 i64.const 854
    i64.const 855 i64.const 856 i64.const 857 i64.const 858 i64.const 859 i64.const 860
    i64.const 861 i64.const 862 i64.const 863 i64.const 864 i64.const 865 i64.const 866
    i64.const 867 i64.const 868 i64.const 869 i64.const 870 i64.const 871 i64.const 872
    i64.const 873 i64.const 874 i64.const 875 i64.const 876 i64.const 877 i64.const 878
    i64.const 879 i64.const 880 i64.const 881 i64.const 882 i64.const 883 i64.const 884
    i64.const 885 i64.const 886 i64.const 887 i64.const 888 i64.const 889 i64.const 890
    i64.const 891 i64.const 892 i64.const 893 i64.const 894 i64.const 895 i64.const 896
    i64.const 897 i64.const 898 i64.const 899 i64.const 900 i64.const 901 i64.const 902
    i64.const 903 i64.const 904 i64.const 905 i64.const 906 i64.const 907 i64.const 908
    i64.const 909 i64.const 910 i64.const 911 i64.const 912 i64.const 913 i64.const 914
    i64.const 915 i64.const 916 i64.const 917 i64.const 918 i64.const 919 i64.const 920
    i64.const 921 i64.const 922 i64.const 923 i64.const 924 i64.const 925 i64.const 926
    i64.const 927 i64.const 928 i64.const 929 i64.const 930 i64.const 931 i64.const 932
    i64.const 933 i64.const 934 i64.const 935 i64.const 936 i64.const 937 i64.const 938
    i64.const 939 i64.const 940 i64.const 941 i64.const 942 i64.const 943 i64.const 944
    i64.const 945 i64.const 946 i64.const 947 i64.const 948 i64.const 949 i64.const 950
    i64.const 951 i64.const 952 i64.const 953 i64.const 954 i64.const 955 i64.const 956
    i64.const 957 i64.const 958 i64.const 959 i64.const 960 i64.const 961 i64.const 962
    i64.const 963 i64.const 964 i64.const 965 i64.const 966 i64.const 967 i64.const 968
    i64.const 969 i64.const 970 i64.const 971 i64.const 972 i64.const 973 i64.const 974
    i64.const 975 i64.const 976 i64.const 977 i64.const 978 i64.const 979 i64.const 980
    i64.const 981 i64.const 982 i64.const 983 i64.const 984 i64.const 985 i64.const 986
    i64.const 987 i64.const 988 i64.const 989 i64.const 990 i64.const 991 i64.const 992
    i64.const 993 i64.const 994 i64.const 995 i64.const 996 i64.const 997 i64.const 998
    i64.const 999
    (call $wide))
  (func (export "start-other") (param $n i64) (result i64)
    (local.get $n)
    i64.const 1 i64.const 2 i64.const 3 i64.const 4 i64.const 5 i64.const 6 i64.const 7
    i64.const 8 i64.const 9 i64.const 10 i64.const 11 i64.const 12 i64.const 13 i64.const 14
    i64.const 15 i64.const 16 i64.const 17 i64.const 18 i64.const 19 i64.const 20 i64.const 21
    i64.const 22 i64.const 23 i64.const 24 i64.const 25 i64.const 26 i64.const 27 i64.const 28
    i64.const 29 i64.const 30 i64.const 31 i64.const 32 i64.const 33 i64.const 34 i64.const 35
    i64.const 36 i64.const 37 i64.const 38 i64.const 39 i64.const 40 i64.const 41 i64.const 42
    i64.const 43 i64.const 44 i64.const 45 i64.const 46 i64.const 47 i64.const 48 i64.const 49
    i64.const 50 i64.const 51 i64.const 52 i64.const 53 i64.const 54 i64.const 55 i64.const 56
    i64.const 57 i64.const 58 i64.const 59 i64.const 60 i64.const 61 i64.const 62 i64.const 63
    i64.const 64 i64.const 65 i64.const 66 i64.const 67 i64.const 68 i64.const 69 i64.const 70
    i64.const 71 i64.const 72 i64.const 73 i64.const 74 i64.const 75 i64.const 76 i64.const 77
    i64.const 78 i64.const 79 i64.const 80 i64.const 81 i64.const 82 i64.const 83 i64.const 84
    i64.const 85 i64.const 86 i64.const 87 i64.const 88 i64.const 89 i64.const 90 i64.const 91
    i64.const 92 i64.const 93 i64.const 94 i64.const 95 i64.const 96 i64.const 97 i64.const 98
    i64.const 99 i64.const 100 i64.const 101 i64.const 102 i64.const 103 i64.const 104
    i64.const 105 i64.const 106 i64.const 107 i64.const 108 i64.const 109 i64.const 110
    i64.const 111 i64.const 112 i64.const 113 i64.const 114 i64.const 115 i64.const 116
    i64.const 117 i64.const 118 i64.const 119 i64.const 120 i64.const 121 i64.const 122
    i64.const 123 i64.const 124 i64.const 125 i64.const 126 i64.const 127 i64.const 128
    i64.const 129 i64.const 130 i64.const 131 i64.const 132 i64.const 133 i64.const 134
    i64.const 135 i64.const 136 i64.const 137 i64.const 138 i64.const 139 i64.const 140
    i64.const 141 i64.const 142 i64.const 143 i64.const 144 i64.const 145 i64.const 146
    i64.const 147 i64.const 148 i64.const 149 i64.const 150 i64.const 151 i64.const 152
    i64.const 153 i64.const 154 i64.const 155 i64.const 156 i64.const 157 i64.const 158
    i64.const 159 i64.const 160 i64.const 161 i64.const 162 i64.const 163 i64.const 164
    i64.const 165 i64.const 166 i64.const 167 i64.const 168 i64.const 169 i64.const 170
    i64.const 171 i64.const 172 i64.const 173 i64.const 174 i64.const 175 i64.const 176
    i64.const 177 i64.const 178 i64.const 179 i64.const 180 i64.const 181 i64.const 182
    i64.const 183 i64.const 184 i64.const 185 i64.const 186 i64.const 187 i64.const 188
    i64.const 189 i64.const 190 i64.const 191 i64.const 192 i64.const 193 i64.const 194
    i64.const 195 i64.const 196 i64.const 197 i64.const 198 i64.const 199 i64.const 200
    i64.const 201 i64.const 202 i64.const 203 i64.const 204 i64.const 205 i64.const 206
    i64.const 207 i64.const 208 i64.const 209 i64.const 210 i64.const 211 i64.const 212
    i64.const 213 i64.const 214 i64.const 215 i64.const 216 i64.const 217 i64.const 218
    i64.const 219 i64.const 220 i64.const 221 i64.const 222 i64.const 223 i64.const 224
    i64.const 225 i64.const 226 i64.const 227 i64.const 228 i64.const 229 i64.const 230
    i64.const 231 i64.const 232 i64.const 233 i64.const 234 i64.const 235 i64.const 236
    i64.const 237 i64.const 238 i64.const 239 i64.const 240 i64.const 241 i64.const 242
    i64.const 243 i64.const 244 i64.const 245 i64.const 246 i64.const 247 i64.const 248
    i64.const 249 i64.const 250 i64.const 251 i64.const 252 i64.const 253 i64.const 254
    i64.const 255 i64.const 256 i64.const 257 i64.const 258 i64.const 259 i64.const 260
    i64.const 261 i64.const 262 i64.const 263 i64.const 264 i64.const 265 i64.const 266
    i64.const 267 i64.const 268 i64.const 269 i64.const 270 i64.const 271 i64.const 272
    i64.const 273 i64.const 274 i64.const 275 i64.const 276 i64.const 277 i64.const 278
    i64.const 279 i64.const 280 i64.const 281 i64.const 282 i64.const 283 i64.const 284
    i64.const 285 i64.const 286 i64.const 287 i64.const 288 i64.const 289 i64.const 290
    i64.const 291 i64.const 292 i64.const 293 i64.const 294 i64.const 295 i64.const 296
    i64.const 297 i64.const 298 i64.const 299 i64.const 300 i64.const 301 i64.const 302
    i64.const 303 i64.const 304 i64.const 305 i64.const 306 i64.const 307 i64.const 308
    i64.const 309 i64.const 310 i64.const 311 i64.const 312 i64.const 313 i64.const 314
    i64.const 315 i64.const 316 i64.const 317 i64.const 318 i64.const 319 i64.const 320
    i64.const 321 i64.const 322 i64.const 323 i64.const 324 i64.const 325 i64.const 326
    i64.const 327 i64.const 328 i64.const 329 i64.const 330 i64.const 331 i64.const 332
    i64.const 333 i64.const 334 i64.const 335 i64.const 336 i64.const 337 i64.const 338
    i64.const 339 i64.const 340 i64.const 341 i64.const 342 i64.const 343 i64.const 344
    i64.const 345 i64.const 346 i64.const 347 i64.const 348 i64.const 349 i64.const 350
    i64.const 351 i64.const 352 i64.const 353 i64.const 354 i64.const 355 i64.const 356
    i64.const 357 i64.const 358 i64.const 359 i64.const 360 i64.const 361 i64.const 362
    i64.const 363 i64.const 364 i64.const 365 i64.const 366 i64.const 367 i64.const 368
    i64.const 369 i64.const 370 i64.const 371 i64.const 372 i64.const 373 i64.const 374
    i64.const 375 i64.const 376 i64.const 377 i64.const 378 i64.const 379 i64.const 380
    i64.const 381 i64.const 382 i64.const 383 i64.const 384 i64.const 385 i64.const 386
    i64.const 387 i64.const 388 i64.const 389 i64.const 390 i64.const 391 i64.const 392
    i64.const 393 i64.const 394 i64.const 395 i64.const 396 i64.const 397 i64.const 398
    i64.const 399 i64.const 400 i64.const 401 i64.const 402 i64.const 403 i64.const 404
    i64.const 405 i64.const 406 i64.const 407 i64.const 408 i64.const 409 i64.const 410
    i64.const 411 i64.const 412 i64.const 413 i64.const 414 i64.const 415 i64.const 416
    i64.const 417 i64.const 418 i64.const 419 i64.const 420 i64.const 421 i64.const 422
    i64.const 423 i64.const 424 i64.const 425 i64.const 426 i64.const 427 i64.const 428
    i64.const 429 i64.const 430 i64.const 431 i64.const 432 i64.const 433 i64.const 434
    i64.const 435 i64.const 436 i64.const 437 i64.const 438 i64.const 439 i64.const 440
    i64.const 441 i64.const 442 i64.const 443 i64.const 444 i64.const 445 i64.const 446
    i64.const 447 i64.const 448 i64.const 449 i64.const 450 i64.const 451 i64.const 452
    i64.const 453 i64.const 454 i64.const 455 i64.const 456 i64.const 457 i64.const 458
    i64.const 459 i64.const 460 i64.const 461 i64.const 462 i64.const 463 i64.const 464
    i64.const 465 i64.const 466 i64.const 467 i64.const 468 i64.const 469 i64.const 470
    i64.const 471 i64.const 472 i64.const 473 i64.const 474 i64.const 475 i64.const 476
    i64.const 477 i64.const 478 i64.const 479 i64.const 480 i64.const 481 i64.const 482
    i64.const 483 i64.const 484 i64.const 485 i64.const 486 i64.const 487 i64.const 488
    i64.const 489 i64.const 490 i64.const 491 i64.const 492 i64.const 493 i64.const 494
    i64.const 495 i64.const 496 i64.const 497 i64.const 498 i64.const 499 i64.const 500
    i64.const 501 i64.const 502 i64.const 503 i64.const 504 i64.const 505 i64.const 506
    i64.const 507 i64.const 508 i64.const 509 i64.const 510 i64.const 511 i64.const 512
    i64.const 513 i64.const 514 i64.const 515 i64.const 516 i64.const 517 i64.const 518
    i64.const 519 i64.const 520 i64.const 521 i64.const 522 i64.const 523 i64.const 524
    i64.const 525 i64.const 526 i64.const 527 i64.const 528 i64.const 529 i64.const 530
    i64.const 531 i64.const 532 i64.const 533 i64.const 534 i64.const 535 i64.const 536
    i64.const 537 i64.const 538 i64.const 539 i64.const 540 i64.const 541 i64.const 542
    i64.const 543 i64.const 544 i64.const 545 i64.const 546 i64.const 547 i64.const 548
    i64.const 549 i64.const 550 i64.const 551 i64.const 552 i64.const 553 i64.const 554
    i64.const 555 i64.const 556 i64.const 557 i64.const 558 i64.const 559 i64.const 560
    i64.const 561 i64.const 562 i64.const 563 i64.const 564 i64.const 565 i64.const 566
    i64.const 567 i64.const 568 i64.const 569 i64.const 570 i64.const 571 i64.const 572
    i64.const 573 i64.const 574 i64.const 575 i64.const 576 i64.const 577 i64.const 578
    i64.const 579 i64.const 580 i64.const 581 i64.const 582 i64.const 583 i64.const 584
    i64.const 585 i64.const 586 i64.const 587 i64.const 588 i64.const 589 i64.const 590
    i64.const 591 i64.const 592 i64.const 593 i64.const 594 i64.const 595 i64.const 596
    i64.const 597 i64.const 598 i64.const 599 i64.const 600 i64.const 601 i64.const 602
    i64.const 603 i64.const 604 i64.const 605 i64.const 606 i64.const 607 i64.const 608
    i64.const 609 i64.const 610 i64.const 611 i64.const 612 i64.const 613 i64.const 614
    i64.const 615 i64.const 616 i64.const 617 i64.const 618 i64.const 619 i64.const 620
    i64.const 621 i64.const 622 i64.const 623 i64.const 624 i64.const 625 i64.const 626
    i64.const 627 i64.const 628 i64.const 629 i64.const 630 i64.const 631 i64.const 632
    i64.const 633 i64.const 634 i64.const 635 i64.const 636 i64.const 637 i64.const 638
    i64.const 639 i64.const 640 i64.const 641 i64.const 642 i64.const 643 i64.const 644
    i64.const 645 i64.const 646 i64.const 647 i64.const 648 i64.const 649 i64.const 650
    i64.const 651 i64.const 652 i64.const 653 i64.const 654 i64.const 655 i64.const 656
    i64.const 657 i64.const 658 i64.const 659 i64.const 660 i64.const 661 i64.const 662
    i64.const 663 i64.const 664 i64.const 665 i64.const 666 i64.const 667 i64.const 668
    i64.const 669 i64.const 670 i64.const 671 i64.const 672 i64.const 673 i64.const 674
    i64.const 675 i64.const 676 i64.const 677 i64.const 678 i64.const 679 i64.const 680
    i64.const 681 i64.const 682 i64.const 683 i64.const 684 i64.const 685 i64.const 686
    i64.const 687 i64.const 688 i64.const 689 i64.const 690 i64.const 691 i64.const 692
    i64.const 693 i64.const 694 i64.const 695 i64.const 696 i64.const 697 i64.const 698
    i64.const 699 i64.const 700 i64.const 701 i64.const 702 i64.const 703 i64.const 704
    i64.const 705 i64.const 706 i64.const 707 i64.const 708 i64.const 709 i64.const 710
    i64.const 711 i64.const 712 i64.const 713 i64.const 714 i64.const 715 i64.const 716
    i64.const 717 i64.const 718 i64.const 719 i64.const 720 i64.const 721 i64.const 722
    i64.const 723 i64.const 724 i64.const 725 i64.const 726 i64.const 727 i64.const 728
    i64.const 729 i64.const 730 i64.const 731 i64.const 732 i64.const 733 i64.const 734
    i64.const 735 i64.const 736 i64.const 737 i64.const 738 i64.const 739 i64.const 740
    i64.const 741 i64.const 742 i64.const 743 i64.const 744 i64.const 745 i64.const 746
    i64.const 747 i64.const 748 i64.const 749 i64.const 750 i64.const 751 i64.const 752
    i64.const 753 i64.const 754 i64.const 755 i64.const 756 i64.const 757 i64.const 758
    i64.const 759 i64.const 760 i64.const 761 i64.const 762 i64.const 763 i64.const 764
    i64.const 765 i64.const 766 i64.const 767 i64.const 768 i64.const 769 i64.const 770
    i64.const 771 i64.const 772 i64.const 773 i64.const 774 i64.const 775 i64.const 776
    i64.const 777 i64.const 778 i64.const 779 i64.const 780 i64.const 781 i64.const 782
    i64.const 783 i64.const 784 i64.const 785 i64.const 786 i64.const 787 i64.const 788
    i64.const 789 i64.const 790 i64.const 791 i64.const 792 i64.const 793 i64.const 794
    i64.const 795 i64.const 796 i64.const 797 i64.const 798 i64.const 799 i64.const 800
    i64.const 801 i64.const 802 i64.const 803 i64.const 804 i64.const 805 i64.const 806
    i64.const 807 i64.const 808 i64.const 809 i64.const 810 i64.const 811 i64.const 812
    i64.const 813 i64.const 814 i64.const 815 i64.const 816 i64.const 817 i64.const 818
    i64.const 819 i64.const 820 i64.const 821 i64.const 822 i64.const 823 i64.const 824
    i64.const 825 i64.const 826 i64.const 827 i64.const 828 i64.const 829 i64.const 830
    i64.const 831 i64.const 832 i64.const 833 i64.const 834 i64.const 835 i64.const 836
    i64.const 837 i64.const 838 i64.const 839 i64.const 840 i64.const 841 i64.const 842
    i64.const 843 i64.const 844 i64.const 845 i64.const 846 i64.const 847 i64.const 848
    i64.const 849 i64.const 850 i64.const 851 i64.const 852 i64.const 853 i64.const 854
    i64.const 855 i64.const 856 i64.const 857 i64.const 858 i64.const 859 i64.const 860
    i64.const 861 i64.const 862 i64.const 863 i64.const 864 i64.const 865 i64.const 866
    i64.const 867 i64.const 868 i64.const 869 i64.const 870 i64.const 871 i64.const 872
    i64.const 873 i64.const 874 i64.const 875 i64.const 876 i64.const 877 i64.const 878
    i64.const 879 i64.const 880 i64.const 881 i64.const 882 i64.const 883 i64.const 884
    i64.const 885 i64.const 886 i64.const 887 i64.const 888 i64.const 889 i64.const 890
    i64.const 891 i64.const 892 i64.const 893 i64.const 894 i64.const 895 i64.const 896
    i64.const 897 i64.const 898 i64.const 899 i64.const 900 i64.const 901 i64.const 902
    i64.const 903 i64.const 904 i64.const 905 i64.const 906 i64.const 907 i64.const 908
    i64.const 909 i64.const 910 i64.const 911 i64.const 912 i64.const 913 i64.const 914
    i64.const 915 i64.const 916 i64.const 917 i64.const 918 i64.const 919 i64.const 920
    i64.const 921 i64.const 922 i64.const 923 i64.const 924 i64.const 925 i64.const 926
    i64.const 927 i64.const 928 i64.const 929 i64.const 930 i64.const 931 i64.const 932
    i64.const 933 i64.const 934 i64.const 935 i64.const 936 i64.const 937 i64.const 938
    i64.const 939 i64.const 940 i64.const 941 i64.const 942 i64.const 943 i64.const 944
    i64.const 945 i64.const 946 i64.const 947 i64.const 948 i64.const 949 i64.const 950
    i64.const 951 i64.const 952 i64.const 953 i64.const 954 i64.const 955 i64.const 956
    i64.const 957 i64.const 958 i64.const 959 i64.const 960 i64.const 961 i64.const 962
    i64.const 963 i64.const 964 i64.const 965 i64.const 966 i64.const 967 i64.const 968
    i64.const 969 i64.const 970 i64.const 971 i64.const 972 i64.const 973 i64.const 974
    i64.const 975 i64.const 976 i64.const 977 i64.const 978 i64.const 979 i64.const 980
    i64.const 981 i64.const 982 i64.const 983 i64.const 984 i64.const 985 i64.const 986
    i64.const 987 i64.const 988 i64.const 989 i64.const 990 i64.const 991 i64.const 992
    i64.const 993 i64.const 994 i64.const 995 i64.const 996 i64.const 997 i64.const 998
    i64.const 999
    (call_indirect $t (type $wide) (i32.const 1))))
(register "wide" $Wide)
(module $Other
  (type $wide (func (param
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
    (result i64)))
  (import "wide" "table" (table $t 3 funcref))
  (import "wide" "wide" (func $first (type $wide)))
  (elem (table $t) (i32.const 1) func $wide $tail)
  ;; Two instances in turn: own function, tail call of the other's, and so on.
  (func $wide (type $wide)
    (if (i64.eqz (local.get 0)) (then (return (local.get 999))))
    (i64.sub (local.get 0) (i64.const 1))
    local.get 1 local.get 2 local.get 3 local.get 4 local.get 5 local.get 6 local.get 7
    local.get 8 local.get 9 local.get 10 local.get 11 local.get 12 local.get 13 local.get 14
    local.get 15 local.get 16 local.get 17 local.get 18 local.get 19 local.get 20 local.get 21
    local.get 22 local.get 23 local.get 24 local.get 25 local.get 26 local.get 27 local.get 28
    local.get 29 local.get 30 local.get 31 local.get 32 local.get 33 local.get 34 local.get 35
    local.get 36 local.get 37 local.get 38 local.get 39 local.get 40 local.get 41 local.get 42
    local.get 43 local.get 44 local.get 45 local.get 46 local.get 47 local.get 48 local.get 49
    local.get 50 local.get 51 local.get 52 local.get 53 local.get 54 local.get 55 local.get 56
    local.get 57 local.get 58 local.get 59 local.get 60 local.get 61 local.get 62 local.get 63
    local.get 64 local.get 65 local.get 66 local.get 67 local.get 68 local.get 69 local.get 70
    local.get 71 local.get 72 local.get 73 local.get 74 local.get 75 local.get 76 local.get 77
    local.get 78 local.get 79 local.get 80 local.get 81 local.get 82 local.get 83 local.get 84
    local.get 85 local.get 86 local.get 87 local.get 88 local.get 89 local.get 90 local.get 91
    local.get 92 local.get 93 local.get 94 local.get 95 local.get 96 local.get 97 local.get 98
    local.get 99 local.get 100 local.get 101 local.get 102 local.get 103 local.get 104
    local.get 105 local.get 106 local.get 107 local.get 108 local.get 109 local.get 110
    local.get 111 local.get 112 local.get 113 local.get 114 local.get 115 local.get 116
    local.get 117 local.get 118 local.get 119 local.get 120 local.get 121 local.get 122
    local.get 123 local.get 124 local.get 125 local.get 126 local.get 127 local.get 128
    local.get 129 local.get 130 local.get 131 local.get 132 local.get 133 local.get 134
    local.get 135 local.get 136 local.get 137 local.get 138 local.get 139 local.get 140
    local.get 141 local.get 142 local.get 143 local.get 144 local.get 145 local.get 146
    local.get 147 local.get 148 local.get 149 local.get 150 local.get 151 local.get 152
    local.get 153 local.get 154 local.get 155 local.get 156 local.get 157 local.get 158
    local.get 159 local.get 160 local.get 161 local.get 162 local.get 163 local.get 164
    local.get 165 local.get 166 local.get 167 local.get 168 local.get 169 local.get 170
    local.get 171 local.get 172 local.get 173 local.get 174 local.get 175 local.get 176
    local.get 177 local.get 178 local.get 179 local.get 180 local.get 181 local.get 182
    local.get 183 local.get 184 local.get 185 local.get 186 local.get 187 local.get 188
    local.get 189 local.get 190 local.get 191 local.get 192 local.get 193 local.get 194
    local.get 195 local.get 196 local.get 197 local.get 198 local.get 199 local.get 200
    local.get 201 local.get 202 local.get 203 local.get 204 local.get 205 local.get 206
    local.get 207 local.get 208 local.get 209 local.get 210 local.get 211 local.get 212
    local.get 213 local.get 214 local.get 215 local.get 216 local.get 217 local.get 218
    local.get 219 local.get 220 local.get 221 local.get 222 local.get 223 local.get 224
    local.get 225 local.get 226 local.get 227 local.get 228 local.get 229 local.get 230
    local.get 231 local.get 232 local.get 233 local.get 234 local.get 235 local.get 236
    local.get 237 local.get 238 local.get 239 local.get 240 local.get 241 local.get 242
    local.get 243 local.get 244 local.get 245 local.get 246 local.get 247 local.get 248
    local.get 249 local.get 250 local.get 251 local.get 252 local.get 253 local.get 254
    local.get 255 local.get 256 local.get 257 local.get 258 local.get 259 local.get 260
    local.get 261 local.get 262 local.get 263 local.get 264 local.get 265 local.get 266
    local.get 267 local.get 268 local.get 269 local.get 270 local.get 271 local.get 272
    local.get 273 local.get 274 local.get 275 local.get 276 local.get 277 local.get 278
    local.get 279 local.get 280 local.get 281 local.get 282 local.get 283 local.get 284
    local.get 285 local.get 286 local.get 287 local.get 288 local.get 289 local.get 290
    local.get 291 local.get 292 local.get 293 local.get 294 local.get 295 local.get 296
    local.get 297 local.get 298 local.get 299 local.get 300 local.get 301 local.get 302
    local.get 303 local.get 304 local.get 305 local.get 306 local.get 307 local.get 308
    local.get 309 local.get 310 local.get 311 local.get 312 local.get 313 local.get 314
    local.get 315 local.get 316 local.get 317 local.get 318 local.get 319 local.get 320
    local.get 321 local.get 322 local.get 323 local.get 324 local.get 325 local.get 326
    local.get 327 local.get 328 local.get 329 local.get 330 local.get 331 local.get 332
    local.get 333 local.get 334 local.get 335 local.get 336 local.get 337 local.get 338
    local.get 339 local.get 340 local.get 341 local.get 342 local.get 343 local.get 344
    local.get 345 local.get 346 local.get 347 local.get 348 local.get 349 local.get 350
    local.get 351 local.get 352 local.get 353 local.get 354 local.get 355 local.get 356
    local.get 357 local.get 358 local.get 359 local.get 360 local.get 361 local.get 362
    local.get 363 local.get 364 local.get 365 local.get 366 local.get 367 local.get 368
    local.get 369 local.get 370 local.get 371 local.get 372 local.get 373 local.get 374
    local.get 375 local.get 376 local.get 377 local.get 378 local.get 379 local.get 380
    local.get 381 local.get 382 local.get 383 local.get 384 local.get 385 local.get 386
    local.get 387 local.get 388 local.get 389 local.get 390 local.get 391 local.get 392
    local.get 393 local.get 394 local.get 395 local.get 396 local.get 397 local.get 398
    local.get 399 local.get 400 local.get 401 local.get 402 local.get 403 local.get 404
    local.get 405 local.get 406 local.get 407 local.get 408 local.get 409 local.get 410
    local.get 411 local.get 412 local.get 413 local.get 414 local.get 415 local.get 416
    local.get 417 local.get 418 local.get 419 local.get 420 local.get 421 local.get 422
    local.get 423 local.get 424 local.get 425 local.get 426 local.get 427 local.get 428
    local.get 429 local.get 430 local.get 431 local.get 432 local.get 433 local.get 434
    local.get 435 local.get 436 local.get 437 local.get 438 local.get 439 local.get 440
    local.get 441 local.get 442 local.get 443 local.get 444 local.get 445 local.get 446
    local.get 447 local.get 448 local.get 449 local.get 450 local.get 451 local.get 452
    local.get 453 local.get 454 local.get 455 local.get 456 local.get 457 local.get 458
    local.get 459 local.get 460 local.get 461 local.get 462 local.get 463 local.get 464
    local.get 465 local.get 466 local.get 467 local.get 468 local.get 469 local.get 470
    local.get 471 local.get 472 local.get 473 local.get 474 local.get 475 local.get 476
    local.get 477 local.get 478 local.get 479 local.get 480 local.get 481 local.get 482
    local.get 483 local.get 484 local.get 485 local.get 486 local.get 487 local.get 488
    local.get 489 local.get 490 local.get 491 local.get 492 local.get 493 local.get 494
    local.get 495 local.get 496 local.get 497 local.get 498 local.get 499 local.get 500
    local.get 501 local.get 502 local.get 503 local.get 504 local.get 505 local.get 506
    local.get 507 local.get 508 local.get 509 local.get 510 local.get 511 local.get 512
    local.get 513 local.get 514 local.get 515 local.get 516 local.get 517 local.get 518
    local.get 519 local.get 520 local.get 521 local.get 522 local.get 523 local.get 524
    local.get 525 local.get 526 local.get 527 local.get 528 local.get 529 local.get 530
    local.get 531 local.get 532 local.get 533 local.get 534 local.get 535 local.get 536
    local.get 537 local.get 538 local.get 539 local.get 540 local.get 541 local.get 542
    local.get 543 local.get 544 local.get 545 local.get 546 local.get 547 local.get 548
    local.get 549 local.get 550 local.get 551 local.get 552 local.get 553 local.get 554
    local.get 555 local.get 556 local.get 557 local.get 558 local.get 559 local.get 560
    local.get 561 local.get 562 local.get 563 local.get 564 local.get 565 local.get 566
    local.get 567 local.get 568 local.get 569 local.get 570 local.get 571 local.get 572
    local.get 573 local.get 574 local.get 575 local.get 576 local.get 577 local.get 578
    local.get 579 local.get 580 local.get 581 local.get 582 local.get 583 local.get 584
    local.get 585 local.get 586 local.get 587 local.get 588 local.get 589 local.get 590
    local.get 591 local.get 592 local.get 593 local.get 594 local.get 595 local.get 596
    local.get 597 local.get 598 local.get 599 local.get 600 local.get 601 local.get 602
    local.get 603 local.get 604 local.get 605 local.get 606 local.get 607 local.get 608
    local.get 609 local.get 610 local.get 611 local.get 612 local.get 613 local.get 614
    local.get 615 local.get 616 local.get 617 local.get 618 local.get 619 local.get 620
    local.get 621 local.get 622 local.get 623 local.get 624 local.get 625 local.get 626
    local.get 627 local.get 628 local.get 629 local.get 630 local.get 631 local.get 632
    local.get 633 local.get 634 local.get 635 local.get 636 local.get 637 local.get 638
    local.get 639 local.get 640 local.get 641 local.get 642 local.get 643 local.get 644
    local.get 645 local.get 646 local.get 647 local.get 648 local.get 649 local.get 650
    local.get 651 local.get 652 local.get 653 local.get 654 local.get 655 local.get 656
    local.get 657 local.get 658 local.get 659 local.get 660 local.get 661 local.get 662
    local.get 663 local.get 664 local.get 665 local.get 666 local.get 667 local.get 668
    local.get 669 local.get 670 local.get 671 local.get 672 local.get 673 local.get 674
    local.get 675 local.get 676 local.get 677 local.get 678 local.get 679 local.get 680
    local.get 681 local.get 682 local.get 683 local.get 684 local.get 685 local.get 686
    local.get 687 local.get 688 local.get 689 local.get 690 local.get 691 local.get 692
    local.get 693 local.get 694 local.get 695 local.get 696 local.get 697 local.get 698
    local.get 699 local.get 700 local.get 701 local.get 702 local.get 703 local.get 704
    local.get 705 local.get 706 local.get 707 local.get 708 local.get 709 local.get 710
    local.get 711 local.get 712 local.get 713 local.get 714 local.get 715 local.get 716
    local.get 717 local.get 718 local.get 719 local.get 720 local.get 721 local.get 722
    local.get 723 local.get 724 local.get 725 local.get 726 local.get 727 local.get 728
    local.get 729 local.get 730 local.get 731 local.get 732 local.get 733 local.get 734
    local.get 735 local.get 736 local.get 737 local.get 738 local.get 739 local.get 740
    local.get 741 local.get 742 local.get 743 local.get 744 local.get 745 local.get 746
    local.get 747 local.get 748 local.get 749 local.get 750 local.get 751 local.get 752
    local.get 753 local.get 754 local.get 755 local.get 756 local.get 757 local.get 758
    local.get 759 local.get 760 local.get 761 local.get 762 local.get 763 local.get 764
    local.get 765 local.get 766 local.get 767 local.get 768 local.get 769 local.get 770
    local.get 771 local.get 772 local.get 773 local.get 774 local.get 775 local.get 776
    local.get 777 local.get 778 local.get 779 local.get 780 local.get 781 local.get 782
    local.get 783 local.get 784 local.get 785 local.get 786 local.get 787 local.get 788
    local.get 789 local.get 790 local.get 791 local.get 792 local.get 793 local.get 794
    local.get 795 local.get 796 local.get 797 local.get 798 local.get 799 local.get 800
    local.get 801 local.get 802 local.get 803 local.get 804 local.get 805 local.get 806
    local.get 807 local.get 808 local.get 809 local.get 810 local.get 811 local.get 812
    local.get 813 local.get 814 local.get 815 local.get 816 local.get 817 local.get 818
    local.get 819 local.get 820 local.get 821 local.get 822 local.get 823 local.get 824
    local.get 825 local.get 826 local.get 827 local.get 828 local.get 829 local.get 830
    local.get 831 local.get 832 local.get 833 local.get 834 local.get 835 local.get 836
    local.get 837 local.get 838 local.get 839 local.get 840 local.get 841 local.get 842
    local.get 843 local.get 844 local.get 845 local.get 846 local.get 847 local.get 848
    local.get 849 local.get 850 local.get 851 local.get 852 local.get 853 local.get 854
    local.get 855 local.get 856 local.get 857 local.get 858 local.get 859 local.get 860
    local.get 861 local.get 862 local.get 863 local.get 864 local.get 865 local.get 866
    local.get 867 local.get 868 local.get 869 local.get 870 local.get 871 local.get 872
    local.get 873 local.get 874 local.get 875 local.get 876 local.get 877 local.get 878
    local.get 879 local.get 880 local.get 881 local.get 882 local.get 883 local.get 884
    local.get 885 local.get 886 local.get 887 local.get 888 local.get 889 local.get 890
    local.get 891 local.get 892 local.get 893 local.get 894 local.get 895 local.get 896
    local.get 897 local.get 898 local.get 899 local.get 900 local.get 901 local.get 902
    local.get 903 local.get 904 local.get 905 local.get 906 local.get 907 local.get 908
    local.get 909 local.get 910 local.get 911 local.get 912 local.get 913 local.get 914
    local.get 915 local.get 916 local.get 917 local.get 918 local.get 919 local.get 920
    local.get 921 local.get 922 local.get 923 local.get 924 local.get 925 local.get 926
    local.get 927 local.get 928 local.get 929 local.get 930 local.get 931 local.get 932
    local.get 933 local.get 934 local.get 935 local.get 936 local.get 937 local.get 938
    local.get 939 local.get 940 local.get 941 local.get 942 local.get 943 local.get 944
    local.get 945 local.get 946 local.get 947 local.get 948 local.get 949 local.get 950
    local.get 951 local.get 952 local.get 953 local.get 954 local.get 955 local.get 956
    local.get 957 local.get 958 local.get 959 local.get 960 local.get 961 local.get 962
    local.get 963 local.get 964 local.get 965 local.get 966 local.get 967 local.get 968
    local.get 969 local.get 970 local.get 971 local.get 972 local.get 973 local.get 974
    local.get 975 local.get 976 local.get 977 local.get 978 local.get 979 local.get 980
    local.get 981 local.get 982 local.get 983 local.get 984 local.get 985 local.get 986
    local.get 987 local.get 988 local.get 989 local.get 990 local.get 991 local.get 992
    local.get 993 local.get 994 local.get 995 local.get 996 local.get 997 local.get 998
    local.get 999
    (call_indirect $t (type $wide) (i32.const 2))
    (i64.add (i64.const 1)))
  (func $tail (type $wide)
    local.get 0 local.get 1 local.get 2 local.get 3 local.get 4 local.get 5 local.get 6
    local.get 7 local.get 8 local.get 9 local.get 10 local.get 11 local.get 12 local.get 13
    local.get 14 local.get 15 local.get 16 local.get 17 local.get 18 local.get 19 local.get 20
    local.get 21 local.get 22 local.get 23 local.get 24 local.get 25 local.get 26 local.get 27
    local.get 28 local.get 29 local.get 30 local.get 31 local.get 32 local.get 33 local.get 34
    local.get 35 local.get 36 local.get 37 local.get 38 local.get 39 local.get 40 local.get 41
    local.get 42 local.get 43 local.get 44 local.get 45 local.get 46 local.get 47 local.get 48
    local.get 49 local.get 50 local.get 51 local.get 52 local.get 53 local.get 54 local.get 55
    local.get 56 local.get 57 local.get 58 local.get 59 local.get 60 local.get 61 local.get 62
    local.get 63 local.get 64 local.get 65 local.get 66 local.get 67 local.get 68 local.get 69
    local.get 70 local.get 71 local.get 72 local.get 73 local.get 74 local.get 75 local.get 76
    local.get 77 local.get 78 local.get 79 local.get 80 local.get 81 local.get 82 local.get 83
    local.get 84 local.get 85 local.get 86 local.get 87 local.get 88 local.get 89 local.get 90
    local.get 91 local.get 92 local.get 93 local.get 94 local.get 95 local.get 96 local.get 97
    local.get 98 local.get 99 local.get 100 local.get 101 local.get 102 local.get 103
    local.get 104 local.get 105 local.get 106 local.get 107 local.get 108 local.get 109
    local.get 110 local.get 111 local.get 112 local.get 113 local.get 114 local.get 115
    local.get 116 local.get 117 local.get 118 local.get 119 local.get 120 local.get 121
    local.get 122 local.get 123 local.get 124 local.get 125 local.get 126 local.get 127
    local.get 128 local.get 129 local.get 130 local.get 131 local.get 132 local.get 133
    local.get 134 local.get 135 local.get 136 local.get 137 local.get 138 local.get 139
    local.get 140 local.get 141 local.get 142 local.get 143 local.get 144 local.get 145
    local.get 146 local.get 147 local.get 148 local.get 149 local.get 150 local.get 151
    local.get 152 local.get 153 local.get 154 local.get 155 local.get 156 local.get 157
    local.get 158 local.get 159 local.get 160 local.get 161 local.get 162 local.get 163
    local.get 164 local.get 165 local.get 166 local.get 167 local.get 168 local.get 169
    local.get 170 local.get 171 local.get 172 local.get 173 local.get 174 local.get 175
    local.get 176 local.get 177 local.get 178 local.get 179 local.get 180 local.get 181
    local.get 182 local.get 183 local.get 184 local.get 185 local.get 186 local.get 187
    local.get 188 local.get 189 local.get 190 local.get 191 local.get 192 local.get 193
    local.get 194 local.get 195 local.get 196 local.get 197 local.get 198 local.get 199
    local.get 200 local.get 201 local.get 202 local.get 203 local.get 204 local.get 205
    local.get 206 local.get 207 local.get 208 local.get 209 local.get 210 local.get 211
    local.get 212 local.get 213 local.get 214 local.get 215 local.get 216 local.get 217
    local.get 218 local.get 219 local.get 220 local.get 221 local.get 222 local.get 223
    local.get 224 local.get 225 local.get 226 local.get 227 local.get 228 local.get 229
    local.get 230 local.get 231 local.get 232 local.get 233 local.get 234 local.get 235
    local.get 236 local.get 237 local.get 238 local.get 239 local.get 240 local.get 241
    local.get 242 local.get 243 local.get 244 local.get 245 local.get 246 local.get 247
    local.get 248 local.get 249 local.get 250 local.get 251 local.get 252 local.get 253
    local.get 254 local.get 255 local.get 256 local.get 257 local.get 258 local.get 259
    local.get 260 local.get 261 local.get 262 local.get 263 local.get 264 local.get 265
    local.get 266 local.get 267 local.get 268 local.get 269 local.get 270 local.get 271
    local.get 272 local.get 273 local.get 274 local.get 275 local.get 276 local.get 277
    local.get 278 local.get 279 local.get 280 local.get 281 local.get 282 local.get 283
    local.get 284 local.get 285 local.get 286 local.get 287 local.get 288 local.get 289
    local.get 290 local.get 291 local.get 292 local.get 293 local.get 294 local.get 295
    local.get 296 local.get 297 local.get 298 local.get 299 local.get 300 local.get 301
    local.get 302 local.get 303 local.get 304 local.get 305 local.get 306 local.get 307
    local.get 308 local.get 309 local.get 310 local.get 311 local.get 312 local.get 313
    local.get 314 local.get 315 local.get 316 local.get 317 local.get 318 local.get 319
    local.get 320 local.get 321 local.get 322 local.get 323 local.get 324 local.get 325
    local.get 326 local.get 327 local.get 328 local.get 329 local.get 330 local.get 331
    local.get 332 local.get 333 local.get 334 local.get 335 local.get 336 local.get 337
    local.get 338 local.get 339 local.get 340 local.get 341 local.get 342 local.get 343
    local.get 344 local.get 345 local.get 346 local.get 347 local.get 348 local.get 349
    local.get 350 local.get 351 local.get 352 local.get 353 local.get 354 local.get 355
    local.get 356 local.get 357 local.get 358 local.get 359 local.get 360 local.get 361
    local.get 362 local.get 363 local.get 364 local.get 365 local.get 366 local.get 367
    local.get 368 local.get 369 local.get 370 local.get 371 local.get 372 local.get 373
    local.get 374 local.get 375 local.get 376 local.get 377 local.get 378 local.get 379
    local.get 380 local.get 381 local.get 382 local.get 383 local.get 384 local.get 385
    local.get 386 local.get 387 local.get 388 local.get 389 local.get 390 local.get 391
    local.get 392 local.get 393 local.get 394 local.get 395 local.get 396 local.get 397
    local.get 398 local.get 399 local.get 400 local.get 401 local.get 402 local.get 403
    local.get 404 local.get 405 local.get 406 local.get 407 local.get 408 local.get 409
    local.get 410 local.get 411 local.get 412 local.get 413 local.get 414 local.get 415
    local.get 416 local.get 417 local.get 418 local.get 419 local.get 420 local.get 421
    local.get 422 local.get 423 local.get 424 local.get 425 local.get 426 local.get 427
    local.get 428 local.get 429 local.get 430 local.get 431 local.get 432 local.get 433
    local.get 434 local.get 435 local.get 436 local.get 437 local.get 438 local.get 439
    local.get 440 local.get 441 local.get 442 local.get 443 local.get 444 local.get 445
    local.get 446 local.get 447 local.get 448 local.get 449 local.get 450 local.get 451
    local.get 452 local.get 453 local.get 454 local.get 455 local.get 456 local.get 457
    local.get 458 local.get 459 local.get 460 local.get 461 local.get 462 local.get 463
    local.get 464 local.get 465 local.get 466 local.get 467 local.get 468 local.get 469
    local.get 470 local.get 471 local.get 472 local.get 473 local.get 474 local.get 475
    local.get 476 local.get 477 local.get 478 local.get 479 local.get 480 local.get 481
    local.get 482 local.get 483 local.get 484 local.get 485 local.get 486 local.get 487
    local.get 488 local.get 489 local.get 490 local.get 491 local.get 492 local.get 493
    local.get 494 local.get 495 local.get 496 local.get 497 local.get 498 local.get 499
    local.get 500 local.get 501 local.get 502 local.get 503 local.get 504 local.get 505
    local.get 506 local.get 507 local.get 508 local.get 509 local.get 510 local.get 511
    local.get 512 local.get 513 local.get 514 local.get 515 local.get 516 local.get 517
    local.get 518 local.get 519 local.get 520 local.get 521 local.get 522 local.get 523
    local.get 524 local.get 525 local.get 526 local.get 527 local.get 528 local.get 529
    local.get 530 local.get 531 local.get 532 local.get 533 local.get 534 local.get 535
    local.get 536 local.get 537 local.get 538 local.get 539 local.get 540 local.get 541
    local.get 542 local.get 543 local.get 544 local.get 545 local.get 546 local.get 547
    local.get 548 local.get 549 local.get 550 local.get 551 local.get 552 local.get 553
    local.get 554 local.get 555 local.get 556 local.get 557 local.get 558 local.get 559
    local.get 560 local.get 561 local.get 562 local.get 563 local.get 564 local.get 565
    local.get 566 local.get 567 local.get 568 local.get 569 local.get 570 local.get 571
    local.get 572 local.get 573 local.get 574 local.get 575 local.get 576 local.get 577
    local.get 578 local.get 579 local.get 580 local.get 581 local.get 582 local.get 583
    local.get 584 local.get 585 local.get 586 local.get 587 local.get 588 local.get 589
    local.get 590 local.get 591 local.get 592 local.get 593 local.get 594 local.get 595
    local.get 596 local.get 597 local.get 598 local.get 599 local.get 600 local.get 601
    local.get 602 local.get 603 local.get 604 local.get 605 local.get 606 local.get 607
    local.get 608 local.get 609 local.get 610 local.get 611 local.get 612 local.get 613
    local.get 614 local.get 615 local.get 616 local.get 617 local.get 618 local.get 619
    local.get 620 local.get 621 local.get 622 local.get 623 local.get 624 local.get 625
    local.get 626 local.get 627 local.get 628 local.get 629 local.get 630 local.get 631
    local.get 632 local.get 633 local.get 634 local.get 635 local.get 636 local.get 637
    local.get 638 local.get 639 local.get 640 local.get 641 local.get 642 local.get 643
    local.get 644 local.get 645 local.get 646 local.get 647 local.get 648 local.get 649
    local.get 650 local.get 651 local.get 652 local.get 653 local.get 654 local.get 655
    local.get 656 local.get 657 local.get 658 local.get 659 local.get 660 local.get 661
    local.get 662 local.get 663 local.get 664 local.get 665 local.get 666 local.get 667
    local.get 668 local.get 669 local.get 670 local.get 671 local.get 672 local.get 673
    local.get 674 local.get 675 local.get 676 local.get 677 local.get 678 local.get 679
    local.get 680 local.get 681 local.get 682 local.get 683 local.get 684 local.get 685
    local.get 686 local.get 687 local.get 688 local.get 689 local.get 690 local.get 691
    local.get 692 local.get 693 local.get 694 local.get 695 local.get 696 local.get 697
    local.get 698 local.get 699 local.get 700 local.get 701 local.get 702 local.get 703
    local.get 704 local.get 705 local.get 706 local.get 707 local.get 708 local.get 709
    local.get 710 local.get 711 local.get 712 local.get 713 local.get 714 local.get 715
    local.get 716 local.get 717 local.get 718 local.get 719 local.get 720 local.get 721
    local.get 722 local.get 723 local.get 724 local.get 725 local.get 726 local.get 727
    local.get 728 local.get 729 local.get 730 local.get 731 local.get 732 local.get 733
    local.get 734 local.get 735 local.get 736 local.get 737 local.get 738 local.get 739
    local.get 740 local.get 741 local.get 742 local.get 743 local.get 744 local.get 745
    local.get 746 local.get 747 local.get 748 local.get 749 local.get 750 local.get 751
    local.get 752 local.get 753 local.get 754 local.get 755 local.get 756 local.get 757
    local.get 758 local.get 759 local.get 760 local.get 761 local.get 762 local.get 763
    local.get 764 local.get 765 local.get 766 local.get 767 local.get 768 local.get 769
    local.get 770 local.get 771 local.get 772 local.get 773 local.get 774 local.get 775
    local.get 776 local.get 777 local.get 778 local.get 779 local.get 780 local.get 781
    local.get 782 local.get 783 local.get 784 local.get 785 local.get 786 local.get 787
    local.get 788 local.get 789 local.get 790 local.get 791 local.get 792 local.get 793
    local.get 794 local.get 795 local.get 796 local.get 797 local.get 798 local.get 799
    local.get 800 local.get 801 local.get 802 local.get 803 local.get 804 local.get 805
    local.get 806 local.get 807 local.get 808 local.get 809 local.get 810 local.get 811
    local.get 812 local.get 813 local.get 814 local.get 815 local.get 816 local.get 817
    local.get 818 local.get 819 local.get 820 local.get 821 local.get 822 local.get 823
    local.get 824 local.get 825 local.get 826 local.get 827 local.get 828 local.get 829
    local.get 830 local.get 831 local.get 832 local.get 833 local.get 834 local.get 835
    local.get 836 local.get 837 local.get 838 local.get 839 local.get 840 local.get 841
    local.get 842 local.get 843 local.get 844 local.get 845 local.get 846 local.get 847
    local.get 848 local.get 849 local.get 850 local.get 851 local.get 852 local.get 853
    local.get 854 local.get 855 local.get 856 local.get 857 local.get 858 local.get 859
    local.get 860 local.get 861 local.get 862 local.get 863 local.get 864 local.get 865
    local.get 866 local.get 867 local.get 868 local.get 869 local.get 870 local.get 871
    local.get 872 local.get 873 local.get 874 local.get 875 local.get 876 local.get 877
    local.get 878 local.get 879 local.get 880 local.get 881 local.get 882 local.get 883
    local.get 884 local.get 885 local.get 886 local.get 887 local.get 888 local.get 889
    local.get 890 local.get 891 local.get 892 local.get 893 local.get 894 local.get 895
    local.get 896 local.get 897 local.get 898 local.get 899 local.get 900 local.get 901
    local.get 902 local.get 903 local.get 904 local.get 905 local.get 906 local.get 907
    local.get 908 local.get 909 local.get 910 local.get 911 local.get 912 local.get 913
    local.get 914 local.get 915 local.get 916 local.get 917 local.get 918 local.get 919
    local.get 920 local.get 921 local.get 922 local.get 923 local.get 924 local.get 925
    local.get 926 local.get 927 local.get 928 local.get 929 local.get 930 local.get 931
    local.get 932 local.get 933 local.get 934 local.get 935 local.get 936 local.get 937
    local.get 938 local.get 939 local.get 940 local.get 941 local.get 942 local.get 943
    local.get 944 local.get 945 local.get 946 local.get 947 local.get 948 local.get 949
    local.get 950 local.get 951 local.get 952 local.get 953 local.get 954 local.get 955
    local.get 956 local.get 957 local.get 958 local.get 959 local.get 960 local.get 961
    local.get 962 local.get 963 local.get 964 local.get 965 local.get 966 local.get 967
    local.get 968 local.get 969 local.get 970 local.get 971 local.get 972 local.get 973
    local.get 974 local.get 975 local.get 976 local.get 977 local.get 978 local.get 979
    local.get 980 local.get 981 local.get 982 local.get 983 local.get 984 local.get 985
    local.get 986 local.get 987 local.get 988 local.get 989 local.get 990 local.get 991
    local.get 992 local.get 993 local.get 994 local.get 995 local.get 996 local.get 997
    local.get 998 local.get 999
    (return_call_indirect $t (type $wide) (i32.const 1)))
  (func (export "start") (param $n i64) (result i64)
    (local.get $n)
    i64.const 1 i64.const 2 i64.const 3 i64.const 4 i64.const 5 i64.const 6 i64.const 7
    i64.const 8 i64.const 9 i64.const 10 i64.const 11 i64.const 12 i64.const 13 i64.const 14
    i64.const 15 i64.const 16 i64.const 17 i64.const 18 i64.const 19 i64.const 20 i64.const 21
    i64.const 22 i64.const 23 i64.const 24 i64.const 25 i64.const 26 i64.const 27 i64.const 28
    i64.const 29 i64.const 30 i64.const 31 i64.const 32 i64.const 33 i64.const 34 i64.const 35
    i64.const 36 i64.const 37 i64.const 38 i64.const 39 i64.const 40 i64.const 41 i64.const 42
    i64.const 43 i64.const 44 i64.const 45 i64.const 46 i64.const 47 i64.const 48 i64.const 49
    i64.const 50 i64.const 51 i64.const 52 i64.const 53 i64.const 54 i64.const 55 i64.const 56
    i64.const 57 i64.const 58 i64.const 59 i64.const 60 i64.const 61 i64.const 62 i64.const 63
    i64.const 64 i64.const 65 i64.const 66 i64.const 67 i64.const 68 i64.const 69 i64.const 70
    i64.const 71 i64.const 72 i64.const 73 i64.const 74 i64.const 75 i64.const 76 i64.const 77
    i64.const 78 i64.const 79 i64.const 80 i64.const 81 i64.const 82 i64.const 83 i64.const 84
    i64.const 85 i64.const 86 i64.const 87 i64.const 88 i64.const 89 i64.const 90 i64.const 91
    i64.const 92 i64.const 93 i64.const 94 i64.const 95 i64.const 96 i64.const 97 i64.const 98
    i64.const 99 i64.const 100 i64.const 101 i64.const 102 i64.const 103 i64.const 104
    i64.const 105 i64.const 106 i64.const 107 i64.const 108 i64.const 109 i64.const 110
    i64.const 111 i64.const 112 i64.const 113 i64.const 114 i64.const 115 i64.const 116
    i64.const 117 i64.const 118 i64.const 119 i64.const 120 i64.const 121 i64.const 122
    i64.const 123 i64.const 124 i64.const 125 i64.const 126 i64.const 127 i64.const 128
    i64.const 129 i64.const 130 i64.const 131 i64.const 132 i64.const 133 i64.const 134
    i64.const 135 i64.const 136 i64.const 137 i64.const 138 i64.const 139 i64.const 140
    i64.const 141 i64.const 142 i64.const 143 i64.const 144 i64.const 145 i64.const 146
    i64.const 147 i64.const 148 i64.const 149 i64.const 150 i64.const 151 i64.const 152
    i64.const 153 i64.const 154 i64.const 155 i64.const 156 i64.const 157 i64.const 158
    i64.const 159 i64.const 160 i64.const 161 i64.const 162 i64.const 163 i64.const 164
    i64.const 165 i64.const 166 i64.const 167 i64.const 168 i64.const 169 i64.const 170
    i64.const 171 i64.const 172 i64.const 173 i64.const 174 i64.const 175 i64.const 176
    i64.const 177 i64.const 178 i64.const 179 i64.const 180 i64.const 181 i64.const 182
    i64.const 183 i64.const 184 i64.const 185 i64.const 186 i64.const 187 i64.const 188
    i64.const 189 i64.const 190 i64.const 191 i64.const 192 i64.const 193 i64.const 194
    i64.const 195 i64.const 196 i64.const 197 i64.const 198 i64.const 199 i64.const 200
    i64.const 201 i64.const 202 i64.const 203 i64.const 204 i64.const 205 i64.const 206
    i64.const 207 i64.const 208 i64.const 209 i64.const 210 i64.const 211 i64.const 212
    i64.const 213 i64.const 214 i64.const 215 i64.const 216 i64.const 217 i64.const 218
    i64.const 219 i64.const 220 i64.const 221 i64.const 222 i64.const 223 i64.const 224
    i64.const 225 i64.const 226 i64.const 227 i64.const 228 i64.const 229 i64.const 230
    i64.const 231 i64.const 232 i64.const 233 i64.const 234 i64.const 235 i64.const 236
    i64.const 237 i64.const 238 i64.const 239 i64.const 240 i64.const 241 i64.const 242
    i64.const 243 i64.const 244 i64.const 245 i64.const 246 i64.const 247 i64.const 248
    i64.const 249 i64.const 250 i64.const 251 i64.const 252 i64.const 253 i64.const 254
    i64.const 255 i64.const 256 i64.const 257 i64.const 258 i64.const 259 i64.const 260
    i64.const 261 i64.const 262 i64.const 263 i64.const 264 i64.const 265 i64.const 266
    i64.const 267 i64.const 268 i64.const 269 i64.const 270 i64.const 271 i64.const 272
    i64.const 273 i64.const 274 i64.const 275 i64.const 276 i64.const 277 i64.const 278
    i64.const 279 i64.const 280 i64.const 281 i64.const 282 i64.const 283 i64.const 284
    i64.const 285 i64.const 286 i64.const 287 i64.const 288 i64.const 289 i64.const 290
    i64.const 291 i64.const 292 i64.const 293 i64.const 294 i64.const 295 i64.const 296
    i64.const 297 i64.const 298 i64.const 299 i64.const 300 i64.const 301 i64.const 302
    i64.const 303 i64.const 304 i64.const 305 i64.const 306 i64.const 307 i64.const 308
    i64.const 309 i64.const 310 i64.const 311 i64.const 312 i64.const 313 i64.const 314
    i64.const 315 i64.const 316 i64.const 317 i64.const 318 i64.const 319 i64.const 320
    i64.const 321 i64.const 322 i64.const 323 i64.const 324 i64.const 325 i64.const 326
    i64.const 327 i64.const 328 i64.const 329 i64.const 330 i64.const 331 i64.const 332
    i64.const 333 i64.const 334 i64.const 335 i64.const 336 i64.const 337 i64.const 338
    i64.const 339 i64.const 340 i64.const 341 i64.const 342 i64.const 343 i64.const 344
    i64.const 345 i64.const 346 i64.const 347 i64.const 348 i64.const 349 i64.const 350
    i64.const 351 i64.const 352 i64.const 353 i64.const 354 i64.const 355 i64.const 356
    i64.const 357 i64.const 358 i64.const 359 i64.const 360 i64.const 361 i64.const 362
    i64.const 363 i64.const 364 i64.const 365 i64.const 366 i64.const 367 i64.const 368
    i64.const 369 i64.const 370 i64.const 371 i64.const 372 i64.const 373 i64.const 374
    i64.const 375 i64.const 376 i64.const 377 i64.const 378 i64.const 379 i64.const 380
    i64.const 381 i64.const 382 i64.const 383 i64.const 384 i64.const 385 i64.const 386
    i64.const 387 i64.const 388 i64.const 389 i64.const 390 i64.const 391 i64.const 392
    i64.const 393 i64.const 394 i64.const 395 i64.const 396 i64.const 397 i64.const 398
    i64.const 399 i64.const 400 i64.const 401 i64.const 402 i64.const 403 i64.const 404
    i64.const 405 i64.const 406 i64.const 407 i64.const 408 i64.const 409 i64.const 410
    i64.const 411 i64.const 412 i64.const 413 i64.const 414 i64.const 415 i64.const 416
    i64.const 417 i64.const 418 i64.const 419 i64.const 420 i64.const 421 i64.const 422
    i64.const 423 i64.const 424 i64.const 425 i64.const 426 i64.const 427 i64.const 428
    i64.const 429 i64.const 430 i64.const 431 i64.const 432 i64.const 433 i64.const 434
    i64.const 435 i64.const 436 i64.const 437 i64.const 438 i64.const 439 i64.const 440
    i64.const 441 i64.const 442 i64.const 443 i64.const 444 i64.const 445 i64.const 446
    i64.const 447 i64.const 448 i64.const 449 i64.const 450 i64.const 451 i64.const 452
    i64.const 453 i64.const 454 i64.const 455 i64.const 456 i64.const 457 i64.const 458
    i64.const 459 i64.const 460 i64.const 461 i64.const 462 i64.const 463 i64.const 464
    i64.const 465 i64.const 466 i64.const 467 i64.const 468 i64.const 469 i64.const 470
    i64.const 471 i64.const 472 i64.const 473 i64.const 474 i64.const 475 i64.const 476
    i64.const 477 i64.const 478 i64.const 479 i64.const 480 i64.const 481 i64.const 482
    i64.const 483 i64.const 484 i64.const 485 i64.const 486 i64.const 487 i64.const 488
    i64.const 489 i64.const 490 i64.const 491 i64.const 492 i64.const 493 i64.const 494
    i64.const 495 i64.const 496 i64.const 497 i64.const 498 i64.const 499 i64.const 500
    i64.const 501 i64.const 502 i64.const 503 i64.const 504 i64.const 505 i64.const 506
    i64.const 507 i64.const 508 i64.const 509 i64.const 510 i64.const 511 i64.const 512
    i64.const 513 i64.const 514 i64.const 515 i64.const 516 i64.const 517 i64.const 518
    i64.const 519 i64.const 520 i64.const 521 i64.const 522 i64.const 523 i64.const 524
    i64.const 525 i64.const 526 i64.const 527 i64.const 528 i64.const 529 i64.const 530
    i64.const 531 i64.const 532 i64.const 533 i64.const 534 i64.const 535 i64.const 536
    i64.const 537 i64.const 538 i64.const 539 i64.const 540 i64.const 541 i64.const 542
    i64.const 543 i64.const 544 i64.const 545 i64.const 546 i64.const 547 i64.const 548
    i64.const 549 i64.const 550 i64.const 551 i64.const 552 i64.const 553 i64.const 554
    i64.const 555 i64.const 556 i64.const 557 i64.const 558 i64.const 559 i64.const 560
    i64.const 561 i64.const 562 i64.const 563 i64.const 564 i64.const 565 i64.const 566
    i64.const 567 i64.const 568 i64.const 569 i64.const 570 i64.const 571 i64.const 572
    i64.const 573 i64.const 574 i64.const 575 i64.const 576 i64.const 577 i64.const 578
    i64.const 579 i64.const 580 i64.const 581 i64.const 582 i64.const 583 i64.const 584
    i64.const 585 i64.const 586 i64.const 587 i64.const 588 i64.const 589 i64.const 590
    i64.const 591 i64.const 592 i64.const 593 i64.const 594 i64.const 595 i64.const 596
    i64.const 597 i64.const 598 i64.const 599 i64.const 600 i64.const 601 i64.const 602
    i64.const 603 i64.const 604 i64.const 605 i64.const 606 i64.const 607 i64.const 608
    i64.const 609 i64.const 610 i64.const 611 i64.const 612 i64.const 613 i64.const 614
    i64.const 615 i64.const 616 i64.const 617 i64.const 618 i64.const 619 i64.const 620
    i64.const 621 i64.const 622 i64.const 623 i64.const 624 i64.const 625 i64.const 626
    i64.const 627 i64.const 628 i64.const 629 i64.const 630 i64.const 631 i64.const 632
    i64.const 633 i64.const 634 i64.const 635 i64.const 636 i64.const 637 i64.const 638
    i64.const 639 i64.const 640 i64.const 641 i64.const 642 i64.const 643 i64.const 644
    i64.const 645 i64.const 646 i64.const 647 i64.const 648 i64.const 649 i64.const 650
    i64.const 651 i64.const 652 i64.const 653 i64.const 654 i64.const 655 i64.const 656
    i64.const 657 i64.const 658 i64.const 659 i64.const 660 i64.const 661 i64.const 662
    i64.const 663 i64.const 664 i64.const 665 i64.const 666 i64.const 667 i64.const 668
    i64.const 669 i64.const 670 i64.const 671 i64.const 672 i64.const 673 i64.const 674
    i64.const 675 i64.const 676 i64.const 677 i64.const 678 i64.const 679 i64.const 680
    i64.const 681 i64.const 682 i64.const 683 i64.const 684 i64.const 685 i64.const 686
    i64.const 687 i64.const 688 i64.const 689 i64.const 690 i64.const 691 i64.const 692
    i64.const 693 i64.const 694 i64.const 695 i64.const 696 i64.const 697 i64.const 698
    i64.const 699 i64.const 700 i64.const 701 i64.const 702 i64.const 703 i64.const 704
    i64.const 705 i64.const 706 i64.const 707 i64.const 708 i64.const 709 i64.const 710
    i64.const 711 i64.const 712 i64.const 713 i64.const 714 i64.const 715 i64.const 716
    i64.const 717 i64.const 718 i64.const 719 i64.const 720 i64.const 721 i64.const 722
    i64.const 723 i64.const 724 i64.const 725 i64.const 726 i64.const 727 i64.const 728
    i64.const 729 i64.const 730 i64.const 731 i64.const 732 i64.const 733 i64.const 734
    i64.const 735 i64.const 736 i64.const 737 i64.const 738 i64.const 739 i64.const 740
    i64.const 741 i64.const 742 i64.const 743 i64.const 744 i64.const 745 i64.const 746
    i64.const 747 i64.const 748 i64.const 749 i64.const 750 i64.const 751 i64.const 752
    i64.const 753 i64.const 754 i64.const 755 i64.const 756 i64.const 757 i64.const 758
    i64.const 759 i64.const 760 i64.const 761 i64.const 762 i64.const 763 i64.const 764
    i64.const 765 i64.const 766 i64.const 767 i64.const 768 i64.const 769 i64.const 770
    i64.const 771 i64.const 772 i64.const 773 i64.const 774 i64.const 775 i64.const 776
    i64.const 777 i64.const 778 i64.const 779 i64.const 780 i64.const 781 i64.const 782
    i64.const 783 i64.const 784 i64.const 785 i64.const 786 i64.const 787 i64.const 788
    i64.const 789 i64.const 790 i64.const 791 i64.const 792 i64.const 793 i64.const 794
    i64.const 795 i64.const 796 i64.const 797 i64.const 798 i64.const 799 i64.const 800
    i64.const 801 i64.const 802 i64.const 803 i64.const 804 i64.const 805 i64.const 806
    i64.const 807 i64.const 808 i64.const 809 i64.const 810 i64.const 811 i64.const 812
    i64.const 813 i64.const 814 i64.const 815 i64.const 816 i64.const 817 i64.const 818
    i64.const 819 i64.const 820 i64.const 821 i64.const 822 i64.const 823 i64.const 824
    i64.const 825 i64.const 826 i64.const 827 i64.const 828 i64.const 829 i64.const 830
    i64.const 831 i64.const 832 i64.const 833 i64.const 834 i64.const 835 i64.const 836
    i64.const 837 i64.const 838 i64.const 839 i64.const 840 i64.const 841 i64.const 842
    i64.const 843 i64.const 844 i64.const 845 i64.const 846 i64.const 847 i64.const 848
    i64.const 849 i64.const 850 i64.const 851 i64.const 852 i64.const 853 i64.const 854
    i64.const 855 i64.const 856 i64.const 857 i64.const 858 i64.const 859 i64.const 860
    i64.const 861 i64.const 862 i64.const 863 i64.const 864 i64.const 865 i64.const 866
    i64.const 867 i64.const 868 i64.const 869 i64.const 870 i64.const 871 i64.const 872
    i64.const 873 i64.const 874 i64.const 875 i64.const 876 i64.const 877 i64.const 878
    i64.const 879 i64.const 880 i64.const 881 i64.const 882 i64.const 883 i64.const 884
    i64.const 885 i64.const 886 i64.const 887 i64.const 888 i64.const 889 i64.const 890
    i64.const 891 i64.const 892 i64.const 893 i64.const 894 i64.const 895 i64.const 896
    i64.const 897 i64.const 898 i64.const 899 i64.const 900 i64.const 901 i64.const 902
    i64.const 903 i64.const 904 i64.const 905 i64.const 906 i64.const 907 i64.const 908
    i64.const 909 i64.const 910 i64.const 911 i64.const 912 i64.const 913 i64.const 914
    i64.const 915 i64.const 916 i64.const 917 i64.const 918 i64.const 919 i64.const 920
    i64.const 921 i64.const 922 i64.const 923 i64.const 924 i64.const 925 i64.const 926
    i64.const 927 i64.const 928 i64.const 929 i64.const 930 i64.const 931 i64.const 932
    i64.const 933 i64.const 934 i64.const 935 i64.const 936 i64.const 937 i64.const 938
    i64.const 939 i64.const 940 i64.const 941 i64.const 942 i64.const 943 i64.const 944
    i64.const 945 i64.const 946 i64.const 947 i64.const 948 i64.const 949 i64.const 950
    i64.const 951 i64.const 952 i64.const 953 i64.const 954 i64.const 955 i64.const 956
    i64.const 957 i64.const 958 i64.const 959 i64.const 960 i64.const 961 i64.const 962
    i64.const 963 i64.const 964 i64.const 965 i64.const 966 i64.const 967 i64.const 968
    i64.const 969 i64.const 970 i64.const 971 i64.const 972 i64.const 973 i64.const 974
    i64.const 975 i64.const 976 i64.const 977 i64.const 978 i64.const 979 i64.const 980
    i64.const 981 i64.const 982 i64.const 983 i64.const 984 i64.const 985 i64.const 986
    i64.const 987 i64.const 988 i64.const 989 i64.const 990 i64.const 991 i64.const 992
    i64.const 993 i64.const 994 i64.const 995 i64.const 996 i64.const 997 i64.const 998
    i64.const 999
    (call $first)))

(assert_return (invoke $Wide "start" (i64.const 0)) (i64.const 999))
(assert_return (invoke $Wide "start" (i64.const 10)) (i64.const 999))
(assert_exhaustion (invoke $Wide "start" (i64.const -1)) "call stack exhausted")
(assert_return (invoke $Wide "start" (i64.const 10)) (i64.const 999))
(assert_return (invoke $Wide "start-other" (i64.const 0)) (i64.const 999))
(assert_return (invoke $Wide "start-other" (i64.const 4)) (i64.const 1003))
(assert_exhaustion (invoke $Wide "start-other" (i64.const -1)) "call stack exhausted")
(assert_return (invoke $Wide "start-other" (i64.const 4)) (i64.const 1003))
(assert_return (invoke $Other "start" (i64.const 4)) (i64.const 999))
(assert_exhaustion (invoke $Other "start" (i64.const -1)) "call stack exhausted")
(assert_return (invoke $Other "start" (i64.const 4)) (i64.const 999))
(assert_return (invoke $Wide "narrow" (i64.const 10_000)) (i64.const 7))
