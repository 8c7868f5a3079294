;; Draws the Mandelbrot set on the terminal, computed by an interpreter made of
;; tail calls.
;;
;;   switchback run examples/mandelbrot.wat          one picture
;;   switchback run examples/mandelbrot.wat 150      a flight of 150 pictures
;;
;; The formula is a program of nineteen bytecodes, in memory. Each kind of bytecode
;; has a handler, a function; when a handler is done, it tail-calls the next
;; bytecode's handler through a table. So there is no loop in the interpreter, and a
;; picture is millions of tail calls, in constant stack.
;;
;; On a terminal, a character shows two points, above and below, in colours;
;; elsewhere, it shows one, and the more ink, the longer the point took to escape.
(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_get"
    (func $fd_fdstat_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get"
    (func $args_sizes_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get"
    (func $args_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get"
    (func $clock_time_get (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit"
    (func $proc_exit (param i32)))

  ;; Addresses: 0 what WASI returns; 256 the program's registers; 512 the program;
  ;; 1024 texts; 2048 colours; 4096 arguments; 65536 the picture as it is put together.
  (memory (export "memory") 8)

  ;; The interpreter. Its state is the place in the program, an accumulator, and how
  ;; many steps of the formula are left. An instruction is four bytes: which handler,
  ;; the offset of a register, and the address to jump to.

  (type $handler (func (param $pc i32) (param $accumulator f64) (param $left i32) (result i32)))

  (table $handlers 9 9 funcref)
  (elem (table $handlers) (i32.const 0) func
    $halt $load $store $add $subtract $multiply $double $jump_if_above $repeat)

  ;; z := z * z + c, where z is x + yi, until its square is above 4.
  ;; Registers: x, y, xx, yy, real, imaginary, four.
  (data (i32.const 512)
    "\01\00\00\00" ;;  0: load x
    "\05\00\00\00" ;;  1: multiply x
    "\02\10\00\00" ;;  2: store xx
    "\01\08\00\00" ;;  3: load y
    "\05\08\00\00" ;;  4: multiply y
    "\02\18\00\00" ;;  5: store yy
    "\03\10\00\00" ;;  6: add xx
    "\07\30\48\02" ;;  7: jump_if_above four, to 18
    "\01\00\00\00" ;;  8: load x
    "\05\08\00\00" ;;  9: multiply y
    "\06\00\00\00" ;; 10: double
    "\03\28\00\00" ;; 11: add imaginary
    "\02\08\00\00" ;; 12: store y
    "\01\10\00\00" ;; 13: load xx
    "\04\18\00\00" ;; 14: subtract yy
    "\03\20\00\00" ;; 15: add real
    "\02\00\00\00" ;; 16: store x
    "\08\00\00\02" ;; 17: repeat, to 0
    "\00\00\00\00" ;; 18: halt
  )
  (global $program i32 (i32.const 512))

  ;; The result of the interpreter is the number of steps left.
  (func $halt (type $handler) (param $pc i32) (param $accumulator f64) (param $left i32) (result i32)
    (local.get $left))

  (func $load (type $handler) (param $pc i32) (param $accumulator f64) (param $left i32) (result i32)
    (return_call_indirect $handlers (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (f64.load offset=256 (i32.load8_u offset=1 (local.get $pc)))
      (local.get $left)
      (i32.load8_u offset=4 (local.get $pc))))

  (func $store (type $handler) (param $pc i32) (param $accumulator f64) (param $left i32) (result i32)
    (f64.store offset=256 (i32.load8_u offset=1 (local.get $pc)) (local.get $accumulator))
    (return_call_indirect $handlers (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (local.get $accumulator)
      (local.get $left)
      (i32.load8_u offset=4 (local.get $pc))))

  (func $add (type $handler) (param $pc i32) (param $accumulator f64) (param $left i32) (result i32)
    (return_call_indirect $handlers (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (f64.add (local.get $accumulator) (f64.load offset=256 (i32.load8_u offset=1 (local.get $pc))))
      (local.get $left)
      (i32.load8_u offset=4 (local.get $pc))))

  (func $subtract (type $handler) (param $pc i32) (param $accumulator f64) (param $left i32) (result i32)
    (return_call_indirect $handlers (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (f64.sub (local.get $accumulator) (f64.load offset=256 (i32.load8_u offset=1 (local.get $pc))))
      (local.get $left)
      (i32.load8_u offset=4 (local.get $pc))))

  (func $multiply (type $handler) (param $pc i32) (param $accumulator f64) (param $left i32) (result i32)
    (return_call_indirect $handlers (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (f64.mul (local.get $accumulator) (f64.load offset=256 (i32.load8_u offset=1 (local.get $pc))))
      (local.get $left)
      (i32.load8_u offset=4 (local.get $pc))))

  (func $double (type $handler) (param $pc i32) (param $accumulator f64) (param $left i32) (result i32)
    (return_call_indirect $handlers (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (f64.add (local.get $accumulator) (local.get $accumulator))
      (local.get $left)
      (i32.load8_u offset=4 (local.get $pc))))

  (func $jump_if_above (type $handler) (param $pc i32) (param $accumulator f64) (param $left i32) (result i32)
    (local.set $pc
      (select
        (i32.load16_u offset=2 (local.get $pc))
        (i32.add (local.get $pc) (i32.const 4))
        (f64.gt (local.get $accumulator) (f64.load offset=256 (i32.load8_u offset=1 (local.get $pc))))))
    (return_call_indirect $handlers (type $handler)
      (local.get $pc)
      (local.get $accumulator)
      (local.get $left)
      (i32.load8_u (local.get $pc))))

  ;; One step less is left; jumps, if any is.
  (func $repeat (type $handler) (param $pc i32) (param $accumulator f64) (param $left i32) (result i32)
    (local.set $left (i32.sub (local.get $left) (i32.const 1)))
    (local.set $pc
      (select
        (i32.load16_u offset=2 (local.get $pc))
        (i32.add (local.get $pc) (i32.const 4))
        (local.get $left)))
    (return_call_indirect $handlers (type $handler)
      (local.get $pc)
      (local.get $accumulator)
      (local.get $left)
      (i32.load8_u (local.get $pc))))

  ;; The picture.

  (global $limit i32 (i32.const 500)) ;; steps, after which a point counts as inside
  (global $columns i32 (i32.const 78))
  (global $rows i32 (i32.const 46)) ;; of points
  (global $bytecodes (mut i64) (i64.const 0)) ;; run so far
  (global $terminal (mut i32) (i32.const 0)) ;; whether the output is one
  (global $out (mut i32) (i32.const 65536)) ;; the end of the picture so far

  ;; How many steps the point takes to escape, or the limit.
  (func $steps (param $real f64) (param $imaginary f64) (result i32)
    (local $steps i32)
    (f64.store (i32.const 256) (f64.const 0))
    (f64.store (i32.const 264) (f64.const 0))
    (f64.store (i32.const 288) (local.get $real))
    (f64.store (i32.const 296) (local.get $imaginary))
    (f64.store (i32.const 304) (f64.const 4))
    (local.set $steps
      (i32.sub (global.get $limit)
        (call_indirect $handlers (type $handler)
          (global.get $program)
          (f64.const 0)
          (global.get $limit)
          (i32.load8_u (global.get $program)))))
    ;; A whole step is 18 bytecodes, the last one 8 if the point escapes.
    (global.set $bytecodes
      (i64.add (global.get $bytecodes)
        (i64.extend_i32_u
          (i32.add
            (i32.mul (local.get $steps) (i32.const 18))
            (select (i32.const 9) (i32.const 1)
              (i32.lt_u (local.get $steps) (global.get $limit)))))))
    (local.get $steps))

  ;; A colour of the terminal's 256. The colours go round, the faster the fewer steps.
  (func $colour (param $steps i32) (result i32)
    (if (i32.eq (local.get $steps) (global.get $limit)) (then (return (i32.const 16))))
    (i32.load8_u offset=2048
      (i32.rem_u
        (i32.trunc_f64_u
          (f64.mul (f64.const 4)
            (f64.sqrt (f64.convert_i32_u (local.get $steps)))))
        (i32.const 32))))
  (data (i32.const 2048)
    "\11\12\13\14\15\1b\21\27\2d\33\57\7b\9f\c3\e7\e6"
    "\e5\e4\e3\e2\dc\d6\d0\ca\c4\a0\a1\7d\59\5a\36\12")

  ;; A character, from light to dark.
  (func $shade (param $steps i32) (result i32)
    (local $index i32)
    (if (i32.eq (local.get $steps) (global.get $limit)) (then (return (i32.const 64)))) ;; @
    (local.set $index
      (i32.trunc_f64_u (f64.sqrt (f64.convert_i32_u (local.get $steps)))))
    (i32.load8_u offset=1120
      (select (local.get $index) (i32.const 8) (i32.lt_u (local.get $index) (i32.const 8)))))
  (data (i32.const 1120) "  .:-=+*%")

  ;; Draws what is around a point, and writes it out at once. The scale is the distance
  ;; between neighbours.
  (func $draw (param $real f64) (param $imaginary f64) (param $scale f64)
    (local $row i32) (local $column i32) (local $x f64) (local $y f64)
    (local.set $row (i32.const 0))
    (loop $next_row
      (local.set $y
        (f64.sub (local.get $imaginary)
          (f64.mul (local.get $scale)
            (f64.convert_i32_s
              (i32.sub (local.get $row) (i32.div_s (global.get $rows) (i32.const 2)))))))
      (local.set $column (i32.const 0))
      (loop $next_column
        (local.set $x
          (f64.add (local.get $real)
            (f64.mul (local.get $scale)
              (f64.convert_i32_s
                (i32.sub (local.get $column)
                  (i32.div_s (global.get $columns) (i32.const 2)))))))
        (if (global.get $terminal)
          (then
            (call $text (i32.const 1024) (i32.const 7)) ;; colour of the upper half
            (call $number
              (i64.extend_i32_u
                (call $colour (call $steps (local.get $x) (local.get $y)))))
            (call $text (i32.const 1040) (i32.const 6)) ;; colour of the lower half
            (call $number
              (i64.extend_i32_u
                (call $colour
                  (call $steps (local.get $x)
                    (f64.sub (local.get $y) (local.get $scale))))))
            (call $text (i32.const 1056) (i32.const 4)))
          (else
            (call $byte (call $shade (call $steps (local.get $x) (local.get $y))))))
        (local.set $column (i32.add (local.get $column) (i32.const 1)))
        (br_if $next_column (i32.lt_u (local.get $column) (global.get $columns))))
      (if (global.get $terminal)
        (then (call $text (i32.const 1064) (i32.const 4)))) ;; colours as before
      (call $byte (i32.const 10))
      (local.set $row (i32.add (local.get $row) (i32.const 2)))
      (br_if $next_row (i32.lt_u (local.get $row) (global.get $rows))))
    (call $flush))
  (data (i32.const 1024) "\1b[38;5;")
  (data (i32.const 1040) ";48;5;")
  (data (i32.const 1056) "m\e2\96\80") ;; the upper half block
  (data (i32.const 1064) "\1b[0m")

  ;; Text.

  (func $byte (param $byte i32)
    (i32.store8 (global.get $out) (local.get $byte))
    (global.set $out (i32.add (global.get $out) (i32.const 1))))

  (func $text (param $address i32) (param $length i32)
    (memory.copy (global.get $out) (local.get $address) (local.get $length))
    (global.set $out (i32.add (global.get $out) (local.get $length))))

  (func $number (param $number i64)
    (if (i64.ge_u (local.get $number) (i64.const 10))
      (then (call $number (i64.div_u (local.get $number) (i64.const 10)))))
    (call $byte
      (i32.add (i32.const 48) (i32.wrap_i64 (i64.rem_u (local.get $number) (i64.const 10))))))

  ;; Writes out everything put together so far.
  (func $flush
    (local $at i32)
    (local.set $at (i32.const 65536))
    (loop $more
      (i32.store (i32.const 0) (local.get $at))
      (i32.store (i32.const 4) (i32.sub (global.get $out) (local.get $at)))
      (if (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))
        (then (call $proc_exit (i32.const 1))))
      (local.set $at (i32.add (local.get $at) (i32.load (i32.const 8))))
      (br_if $more (i32.lt_u (local.get $at) (global.get $out))))
    (global.set $out (i32.const 65536)))

  ;; The beginning.

  ;; Whether standard output is a character device.
  (func $is_terminal (result i32)
    (if (call $fd_fdstat_get (i32.const 1) (i32.const 64)) (then (return (i32.const 0))))
    (i32.eq (i32.load8_u (i32.const 64)) (i32.const 2)))

  ;; The number in the first argument, or else 1.
  (func $pictures (result i32)
    (local $at i32) (local $number i32) (local $digit i32)
    (if (call $args_sizes_get (i32.const 16) (i32.const 20)) (then (return (i32.const 1))))
    (if (i32.lt_u (i32.load (i32.const 16)) (i32.const 2)) (then (return (i32.const 1))))
    ;; The addresses of the arguments and their texts have to fit.
    (if (i32.or
          (i32.gt_u (i32.load (i32.const 16)) (i32.const 1000))
          (i32.gt_u (i32.load (i32.const 20)) (i32.const 50000)))
      (then (return (i32.const 1))))
    (if (call $args_get (i32.const 4096) (i32.const 8192)) (then (return (i32.const 1))))
    (local.set $at (i32.load (i32.const 4100)))
    (block $end
      (loop $more
        (local.set $digit (i32.sub (i32.load8_u (local.get $at)) (i32.const 48)))
        (br_if $end (i32.gt_u (local.get $digit) (i32.const 9)))
        (br_if $end (i32.gt_u (local.get $number) (i32.const 1000)))
        (local.set $number
          (i32.add (i32.mul (local.get $number) (i32.const 10)) (local.get $digit)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $more)))
    (select (local.get $number) (i32.const 1) (local.get $number)))

  ;; Nanoseconds on the clock that only goes forward.
  (func $now (result i64)
    (drop (call $clock_time_get (i32.const 1) (i64.const 1) (i32.const 24)))
    (i64.load (i32.const 24)))

  ;; What it took: so many bytecodes, so many nanoseconds each.
  (func $report (param $nanoseconds i64)
    (local $hundredths i64)
    (local.set $hundredths
      (i64.div_u
        (i64.mul (local.get $nanoseconds) (i64.const 100))
        (global.get $bytecodes)))
    (call $number (global.get $bytecodes))
    (call $text (i32.const 1152) (i32.const 35))
    (call $number (i64.div_u (local.get $hundredths) (i64.const 100)))
    (call $byte (i32.const 46))
    (call $number (i64.rem_u (i64.div_u (local.get $hundredths) (i64.const 10)) (i64.const 10)))
    (call $number (i64.rem_u (local.get $hundredths) (i64.const 10)))
    (call $text (i32.const 1200) (i32.const 9))
    (call $flush))
  (data (i32.const 1152) " bytecodes, each a tail call, took ")
  (data (i32.const 1200) " ns each\0a")

  ;; Each picture of a flight is a little closer to a point on the edge of the set.
  (func $main (export "_start")
    (local $left i32) (local $scale f64) (local $away f64) (local $start i64)
    (local.set $left (call $pictures))
    (global.set $terminal (call $is_terminal))
    (local.set $scale (f64.const 0.054))
    (local.set $start (call $now))
    (loop $next
      (if (i32.and (global.get $terminal) (f64.lt (local.get $scale) (f64.const 0.054)))
        (then
          (call $text (i32.const 1072) (i32.const 2))
          (call $number (i64.extend_i32_u (i32.div_u (global.get $rows) (i32.const 2))))
          (call $byte (i32.const 65))))
      (local.set $away (f64.div (local.get $scale) (f64.const 0.054)))
      (call $draw
        (f64.add (f64.const -0.743643887) (f64.mul (local.get $away) (f64.const 0.143643887)))
        (f64.sub (f64.const 0.131825904) (f64.mul (local.get $away) (f64.const 0.131825904)))
        (local.get $scale))
      (local.set $scale (f64.mul (local.get $scale) (f64.const 0.92)))
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $next (local.get $left)))
    (call $report (i64.sub (call $now) (local.get $start))))
  (data (i32.const 1072) "\1b[")) ;; upwards
