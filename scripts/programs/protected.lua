-- Lua on the engine under test: errors are longjmp, so exceptions of WebAssembly.
-- Every line printed is checked; the argument is the number of protected calls.
local count = tonumber(arg and arg[1]) or 200000

local function timed(name, body)
  local start = os.clock()
  body()
  io.stderr:write(string.format("%s: %.3f s\n", name, os.clock() - start))
end

-- Protected calls that fail.
timed("pcall", function()
  local failed, sum = 0, 0
  for i = 1, count do
    local right, value = pcall(error, i)
    if not right then
      failed = failed + 1
      sum = sum + value
    end
  end
  print("pcall", failed, sum)
end)

-- Errors of every kind, out of functions of every kind.
print(pcall(function() local x; return x.y end))
print(pcall(function() return 1 + {} end))
print(pcall(function() return #5 end))
print(pcall(string.rep, "x", -1))
print(pcall(string.rep))
print(pcall(error))
print(pcall(error, nil))
print(select("#", pcall(error, {})))
print(pcall(error, "at level 2", 2))
print(xpcall(function() error("handled") end, function(message) return "handler: " .. message end))
print(xpcall(function() error("first") end, function() error("second") end))
print(select(2, load("x = = 1", "chunk")))
print(pcall(load("return 1 // 0", "division")))
print(pcall(setmetatable, 1, {}))
print(pcall(table.sort, { 3, 1, 2, 5, 4 }, function(a, b)
  if a == 5 or b == 5 then error("five", 0) end
  return a < b
end))
print(pcall(string.gsub, "hello", "l", function(letter) error("at " .. letter, 0) end))
local failing = setmetatable({}, {
  __index = function(_, key) error("no " .. key, 0) end,
  __tostring = function() error("no string", 0) end,
  __lt = function() error("no order", 0) end,
  __close = function(_, reason) print("closed because of", reason) end,
})
print(pcall(function() return failing.field end))
print(pcall(tostring, failing))
print(pcall(function() return failing < failing end))
print(pcall(function()
  local guard <close> = failing
  error("leaving", 0)
end))

-- Deep: an error through many frames, rethrown at some, and the stack running out.
local function nest(depth)
  if depth == 0 then error({ levels = 0 }) end
  if depth % 10 == 0 then
    local _, problem = pcall(nest, depth - 1)
    problem.levels = problem.levels + 1
    error(problem)
  end
  nest(depth - 1)
end
local _, problem = pcall(nest, 150)
print("nested", problem.levels)
local depth = 0
local function overflow()
  depth = depth + 1
  return 1 + overflow()
end
local right, message = pcall(overflow)
print("overflow", right, message:match("stack overflow"), depth > 10000)
print("c overflow", select(2, pcall(function()
  local pattern = string.rep("(", 100)
  return string.find("x", pattern)
end)))

-- Coroutines: generators, errors inside, closing, yields across protected calls.
local function permutations(list)
  local function permute(n)
    if n == 1 then coroutine.yield(list) end
    for i = 1, n do
      list[i], list[n] = list[n], list[i]
      permute(n - 1)
      list[i], list[n] = list[n], list[i]
    end
  end
  return coroutine.wrap(function() permute(#list) end)
end
local seen, checksum = 0, 0
for list in permutations({ 1, 2, 3, 4, 5, 6, 7 }) do
  seen = seen + 1
  checksum = (checksum * 31 + list[1] * 7 + list[4] + list[7]) % 1000003
end
print("permutations", seen, checksum)

local worker = coroutine.create(function(first)
  local right, problem = pcall(function()
    local second = coroutine.yield(first * 2)
    error("got " .. second, 0)
  end)
  local third = coroutine.yield(right, problem)
  error(third, 0)
end)
print(coroutine.resume(worker, 21))
print(coroutine.resume(worker, "this"))
print(coroutine.resume(worker, "the end"))
print(coroutine.resume(worker, "more"))
print(coroutine.status(worker))

local closed = coroutine.create(function()
  local guard <close> = setmetatable({}, { __close = function() print("guard closed") end })
  coroutine.yield()
end)
coroutine.resume(closed)
print(coroutine.close(closed), coroutine.status(closed))

timed("coroutines", function()
  local ring, sum = {}, 0
  for i = 1, 100 do
    ring[i] = coroutine.wrap(function(value)
      while true do
        local right, got = pcall(function() if value % 7 == 0 then error(value + i) end return value end)
        value = coroutine.yield(got)
      end
    end)
  end
  local value = 1
  for round = 1, count // 200 do
    for i = 1, 100 do
      value = (ring[i](value) + 1) % 1000
      sum = sum + value
    end
  end
  print("ring", sum)
end)

-- Strings and tables, with the collector at work.
timed("strings", function()
  local words, text = {}, {}
  local seed = 42
  for i = 1, 20000 do
    seed = (seed * 1103515245 + 12345) % 2147483648
    text[i] = string.format("w%d", seed // 65536 % 500)
  end
  for word in table.concat(text, " "):gmatch("%a%d+") do
    words[word] = (words[word] or 0) + 1
  end
  local sorted = {}
  for word, times in pairs(words) do sorted[#sorted + 1] = { word, times } end
  table.sort(sorted, function(a, b)
    if a[2] ~= b[2] then return a[2] > b[2] end
    return a[1] < b[1]
  end)
  for i = 1, 3 do print(sorted[i][1], sorted[i][2]) end
  local reversed = ("The quick brown fox"):reverse():upper():gsub("%w+", function(word) return "<" .. word .. ">" end)
  print(reversed, #sorted)
  print(string.format("%5.2f|%-8s|%08x|%q", math.pi, "left", 48879, "quoted\n"))
  local weak = setmetatable({}, { __mode = "k" })
  local finalized = 0
  for i = 1, 1000 do
    weak[setmetatable({}, { __gc = function() finalized = finalized + 1 end })] = i
  end
  collectgarbage()
  collectgarbage()
  print("collected", next(weak), finalized)
end)

if arg and arg[2] then
  error(setmetatable({}, { __tostring = function() return "the last error" end }))
end
