// Synthesized by yosys for the ECP5, with a multiplier of the chip and without.
module multiplier(input [15:0] a, input [15:0] b, output [31:0] product);
  assign product = a * b;
endmodule
