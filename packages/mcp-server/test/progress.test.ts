import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withProgress } from "../src/progress.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A request of a client, and the progress that it gets. */
function requestOf(progressToken: string | undefined) {
  const sent: object[] = [];
  const notify = async (notification: object) => void sent.push(notification);
  return { sent, context: { mcpReq: { _meta: { progressToken }, notify } } as never };
}

test("a client learns every five seconds that its call is running, until it ends", async () => {
  const { sent, context } = requestOf("t");
  let end: (text: string) => void = () => {};
  const result = withProgress(context, () => new Promise<string>((resolve) => (end = resolve)));
  await vi.advanceTimersByTimeAsync(11_000);
  const method = "notifications/progress";
  expect(sent).toEqual([
    { method, params: { progressToken: "t", progress: 1, message: "The call has been running for 5 s." } },
    { method, params: { progressToken: "t", progress: 2, message: "The call has been running for 10 s." } },
  ]);
  end("done");
  expect(await result).toBe("done");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(2);
});

test("a call that fails sends no more progress", async () => {
  const { sent, context } = requestOf("t");
  await expect(withProgress(context, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual([]);
});

test("a client that does not ask for progress gets none", async () => {
  const { sent, context } = requestOf(undefined);
  await withProgress(context, async (onItem) => {
    onItem();
    await vi.advanceTimersByTimeAsync(60_000);
  });
  expect(sent).toEqual([]);
});
