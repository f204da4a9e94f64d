-- wrk: guesses PINs, wrong every time.   wrk … -s guess.lua URL -- TOKENS_FILE CONFIRM_FILE
local tokens, paths, at = {}, {}, 0
local body = '{"auth_proof":{"method":"pin","proof":{"pin":"000001"}}}'
function init(args)
  for line in io.lines(args[1]) do tokens[#tokens + 1] = line end
  for line in io.lines(args[2]) do
    local path, token = line:match("^(.-)\t(.-)\t")
    paths[#paths + 1] = { path, tokens[tonumber(token)] }
    if #paths == 1000 then break end
  end
end
function request()
  at = at % #paths + 1
  return wrk.format("POST", paths[at][1], { ["Authorization"] = "Bearer " .. paths[at][2], ["Content-Type"] = "application/json" }, body)
end
