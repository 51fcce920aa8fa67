import type { ServerContext } from "@modelcontextprotocol/server";

/** How often a client learns that a call is still running, in ms. */
const INTERVAL = 5_000;

/**
 * Runs a call, and tells the client every five seconds that it is still running, so that a long call does not time out. Clients that do not
 * ask for progress learn nothing.
 *
 * @param run Gets a function that reports an item of a stream.
 */
export async function withProgress<Result>(
  { mcpReq }: Pick<ServerContext, "mcpReq">,
  run: (onItem: () => void) => Promise<Result>,
): Promise<Result> {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return run(() => {});
  const started = performance.now();
  let progress = 0;
  let items = 0;
  const report = (message: string) => {
    progress += 1;
    const params = { progressToken, progress, message };
    // It fails if the client has gone, which also cancels the call.
    mcpReq.notify({ method: "notifications/progress", params }).catch(() => {});
  };
  const timer = setInterval(
    () => report(`The call has been running for ${Math.round((performance.now() - started) / 1_000)} s.`),
    INTERVAL,
  );
  try {
    return await run(() => {
      items += 1;
      report(`Items that have arrived: ${items}.`);
    });
  } finally {
    clearInterval(timer);
  }
}
