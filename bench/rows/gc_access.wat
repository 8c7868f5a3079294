;; Reading and writing the fields and elements of objects. What is called old has
;; survived 100 MB of garbage, made when the module is instantiated: a collector
;; with generations has promoted it.
(module
  (type $number (struct (field i32)))
  (type $four (struct (field i32) (field i32) (field i32) (field i32)))
  (type $box (struct (field (mut (ref null $number)))))
  (type $link (struct (field (mut (ref null $link))) (field i32)))
  (type $integers (array (mut i32)))
  (type $fours (array (mut (ref null $four))))
  (type $boxes (array (mut (ref null $box))))
  (type $numbers (array (mut (ref null $number))))

  (global $integers (export "integers") (mut (ref null $integers)) (ref.null $integers))
  (global $fours (export "fours") (mut (ref null $fours)) (ref.null $fours))
  (global $boxes (export "boxes") (mut (ref null $boxes)) (ref.null $boxes))
  (global $numbers (export "numbers") (mut (ref null $numbers)) (ref.null $numbers))
  ;; The target of `array.set`.
  (global $target (export "target") (mut (ref null $numbers)) (ref.null $numbers))
  (global $ring (export "ring") (mut (ref null $link)) (ref.null $link))
  (global $garbage (export "garbage") (mut (ref null $four)) (ref.null $four))

  (func $set_up
    (local $i i32)
    (local $first (ref null $link))
    (global.set $integers (array.new_default $integers (i32.const 1024)))
    (global.set $fours (array.new_default $fours (i32.const 1024)))
    (global.set $boxes (array.new_default $boxes (i32.const 1024)))
    (global.set $numbers (array.new_default $numbers (i32.const 1024)))
    (global.set $target (array.new_default $numbers (i32.const 1024)))
    (local.set $first (struct.new $link (ref.null $link) (i32.const 0)))
    (global.set $ring (local.get $first))
    (loop $again
      (array.set $integers (global.get $integers) (local.get $i) (local.get $i))
      (array.set $fours (global.get $fours) (local.get $i)
        (struct.new $four (local.get $i) (i32.const 1) (i32.const 2) (i32.const 3)))
      (array.set $boxes (global.get $boxes) (local.get $i)
        (struct.new $box (ref.null $number)))
      (array.set $numbers (global.get $numbers) (local.get $i)
        (struct.new $number (local.get $i)))
      (if (i32.lt_u (local.get $i) (i32.const 64))
        (then (global.set $ring (struct.new $link (global.get $ring) (local.get $i)))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 1024))))
    (struct.set $link 0 (local.get $first) (global.get $ring))
    (loop $again
      (global.set $garbage
        (struct.new $four (local.get $i) (local.get $i) (local.get $i) (local.get $i)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 4000000)))))
  (start $set_up)

  ;; An iteration sums up 1,024 integers.
  (func (export "array_sum") (param $iterations i64) (result i64)
    (local $sum i64)
    (local $i i32)
    (local $integers (ref null $integers))
    (local.set $integers (global.get $integers))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $i (i32.const 0))
          (loop $next
            (if (i32.lt_u (local.get $i) (array.len (local.get $integers)))
              (then
                (local.set $sum
                  (i64.add
                    (local.get $sum)
                    (i64.extend_i32_s
                      (array.get $integers (local.get $integers) (local.get $i)))))
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br $next))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  ;; Four fields of one object out of many.
  (func (export "struct_get") (param $iterations i64) (result i64)
    (local $sum i64)
    (local $fours (ref null $fours))
    (local $four (ref null $four))
    (local.set $fours (global.get $fours))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $four
            (array.get $fours
              (local.get $fours)
              (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023))))
          (local.set $sum
            (i64.add
              (local.get $sum)
              (i64.extend_i32_s
                (i32.add
                  (i32.add
                    (struct.get $four 0 (local.get $four))
                    (struct.get $four 1 (local.get $four)))
                  (i32.add
                    (struct.get $four 2 (local.get $four))
                    (struct.get $four 3 (local.get $four)))))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  ;; From object to object around a ring of 65.
  (func (export "struct_chase") (param $iterations i64) (result i64)
    (local $link (ref null $link))
    (local.set $link (global.get $ring))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $link (struct.get $link 0 (local.get $link)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (struct.get $link 1 (local.get $link))))

  ;; A fresh object into an old one, of 1,024 in turn.
  (func (export "struct_set_old_young") (param $iterations i64) (result i64)
    (local $boxes (ref null $boxes))
    (local.set $boxes (global.get $boxes))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (struct.set $box 0
            (array.get $boxes
              (local.get $boxes)
              (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023)))
            (struct.new $number (i32.wrap_i64 (local.get $iterations))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s
      (struct.get $number 0
        (struct.get $box 0 (array.get $boxes (local.get $boxes) (i32.const 1))))))

  ;; An old object into another.
  (func (export "struct_set_old_old") (param $iterations i64) (result i64)
    (local $boxes (ref null $boxes))
    (local $numbers (ref null $numbers))
    (local.set $boxes (global.get $boxes))
    (local.set $numbers (global.get $numbers))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (struct.set $box 0
            (array.get $boxes
              (local.get $boxes)
              (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023)))
            (array.get $numbers
              (local.get $numbers)
              (i32.and
                (i32.mul (i32.wrap_i64 (local.get $iterations)) (i32.const 7))
                (i32.const 1023))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s
      (struct.get $number 0
        (struct.get $box 0 (array.get $boxes (local.get $boxes) (i32.const 1))))))

  ;; A young object into another: two of them point at each other in turn.
  (func (export "struct_set_young_young") (param $iterations i64) (result i64)
    (local $a (ref null $link))
    (local $b (ref null $link))
    (local $held (ref null $link))
    (local.set $a (struct.new $link (ref.null $link) (i32.const 1)))
    (local.set $b (struct.new $link (ref.null $link) (i32.const 2)))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (struct.set $link 0 (local.get $a) (local.get $b))
          (local.set $held (local.get $a))
          (local.set $a (local.get $b))
          (local.set $b (local.get $held))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (struct.get $link 1 (local.get $a))))

  ;; An old object into an old array.
  (func (export "array_set_old_old") (param $iterations i64) (result i64)
    (local $target (ref null $numbers))
    (local $numbers (ref null $numbers))
    (local.set $target (global.get $target))
    (local.set $numbers (global.get $numbers))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (array.set $numbers
            (local.get $target)
            (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023))
            (array.get $numbers
              (local.get $numbers)
              (i32.and
                (i32.mul (i32.wrap_i64 (local.get $iterations)) (i32.const 7))
                (i32.const 1023))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s
      (struct.get $number 0 (array.get $numbers (local.get $target) (i32.const 1)))))

  ;; A fresh object into an old array.
  (func (export "array_set_old_young") (param $iterations i64) (result i64)
    (local $target (ref null $numbers))
    (local.set $target (global.get $target))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (array.set $numbers
            (local.get $target)
            (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023))
            (struct.new $number (i32.wrap_i64 (local.get $iterations))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s
      (struct.get $number 0 (array.get $numbers (local.get $target) (i32.const 1))))))
