; Multiplication distributes over addition: there is no counterexample.
(set-logic QF_BV)
(declare-fun a () (_ BitVec 6))
(declare-fun b () (_ BitVec 6))
(declare-fun c () (_ BitVec 6))
(assert (distinct (bvmul a (bvadd b c)) (bvadd (bvmul a b) (bvmul a c))))
(check-sat)
(exit)
