// Synthesized by yosys for the iCE40.
module counter(input clk, input reset, input [7:0] step, output reg [7:0] count);
  always @(posedge clk)
    if (reset) count <= 0;
    else count <= count + step;
endmodule
