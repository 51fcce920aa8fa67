// A separate process: makes its calls of a burst at once.

import { setTimeout as sleep } from "node:timers/promises";
import { messagesOfParent, sendToParent } from "../parent.ts";
import { type Call, findContender } from "./contenders.ts";
import { patienceSeconds } from "./settings.ts";
import type { FromWorker, ToWorker, WorkerResult, WorkerTask } from "./worker-messages.ts";

let begin: () => Promise<WorkerResult> = () => Promise.reject(new Error("nothing was prepared"));

for await (const message of messagesOfParent<ToWorker>()) {
  if (message.kind === "prepare") {
    begin = await prepare(message.task);
    sendToParent({ kind: "ready" } satisfies FromWorker);
  } else {
    sendToParent({ kind: "done", result: await begin() } satisfies FromWorker);
  }
}

async function prepare(task: WorkerTask): Promise<() => Promise<WorkerResult>> {
  const call = await findContender(task.contender).prepare(task);
  // Excludes the loading time of fetch. The server does not count this request.
  await (await fetch(`${task.url}/warm-up`)).text();
  return () => makeCalls(task, call);
}

async function makeCalls(task: WorkerTask, call: Call): Promise<WorkerResult> {
  const startedAt = sharedClock();
  const patience = patienceSeconds(task.settings);
  const expiry = sleep(patience * 1000).then(() => {
    throw new Error(`not done after ${Math.round(patience)} s`);
  });
  const ids = Array.from({ length: task.calls }, (_, index) => `${task.process}-${index}`);
  const outcomes = await Promise.allSettled(ids.map((id) => Promise.race([call(id), expiry])));
  const settledAt = sharedClock();
  const failures: Record<string, number> = {};
  for (const outcome of outcomes) {
    if (outcome.status === "fulfilled") continue;
    const reason = reasonOf(outcome.reason);
    failures[reason] = (failures[reason] ?? 0) + 1;
  }
  const ok = outcomes.filter(({ status }) => status === "fulfilled").length;
  return { ok, failures, startedAt, settledAt };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.constructor.name}: ${error.message}` : String(error);
  return text.replaceAll(/\s+/g, " ").slice(0, 46).trim();
}

function sharedClock(): number {
  return performance.timeOrigin + performance.now();
}
