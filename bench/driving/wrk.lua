-- Sends the requests of a file in turn: a line is a bearer token, a tab, and the JSON body. The second argument is how many
-- bytes an answer has at least. Prints one line of JSON.

local requests, at, threads = {}, 0, {}

-- From this many bytes on it is next to nothing beside an answer to look at each of them; it is not beside small ones.
local large = 65536
short = 0

function setup(thread)
  threads[#threads + 1] = thread
end

function init(args)
  local least = tonumber(args[2])
  if least >= large then
    response = function(_, _, body)
      if #body < least then short = short + 1 end
    end
  end
  for line in io.lines(args[1]) do
    local token, body = line:match('^(%S+)\t(.*)$')
    local headers = {
      ['Content-Type'] = 'application/json',
      ['Accept'] = 'application/json',
      ['Authorization'] = 'Bearer ' .. token,
    }
    requests[#requests + 1] = wrk.format('POST', nil, headers, body)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  for _, thread in ipairs(threads) do short = short + thread:get('short') end
  io.write(string.format(
    '\n{"requests":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,"failures":%d}\n',
    summary.requests, summary.duration, summary.bytes,
    latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout + short
  ))
end
