import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Child } from "../child.ts";
import { median } from "../statistics.ts";
import type { Listening, UploadJob, UploadTime } from "./messages.ts";

/** The amount of work to measure. */
export interface UploadSettings {
  /** Size of the content in MB. */
  readonly megabytes: number;
  /** The number of rounds. Each combination of client and content has one turn per round. */
  readonly rounds: number;
}

/** The results of a client: medians of the rounds. */
export interface UploadFigures {
  readonly content: string;
  readonly way: string;
  /** Throughput in MB/s. */
  readonly speed: number;
  /** Throughput relative to bare `fetch` with the same content in the same round. */
  readonly ratio: number;
  /** Peak memory in any round above that of the idle process, in MiB. */
  readonly memory: number;
}

/** The kinds of content: a web stream that generates its bytes, and a file as a Node stream and as a Blob. */
const CONTENTS = ["stream", "node-stream", "blob"] as const;
/** The first is the baseline. The last only reads the content: no client can use less memory. */
const WAYS = ["fetch", "fetch-bounded", "ours", "read"] as const;

/**
 * Uploads a large content with each client, each time from a new process, to a store in a separate process.
 *
 * @param onTurn Called before each turn with its description.
 */
export async function measureUploads(
  { megabytes, rounds }: UploadSettings,
  onTurn: (turn: string) => void,
): Promise<readonly UploadFigures[]> {
  const size = megabytes * 1_000_000;
  const folder = await mkdtemp(join(tmpdir(), "copilot-sdk-bench-"));
  const path = join(folder, "large.bin");
  // A sparse file, which takes no disk space.
  await writeFile(path, "");
  await truncate(path, size);
  const store = new Child<never, Listening>("upload/store-process.ts");
  const times = new Map<string, UploadTime[]>();
  try {
    const { url } = await store.receive();
    for (let round = 1; round <= rounds; round++) {
      for (const content of CONTENTS) {
        for (const way of WAYS) {
          onTurn(`round ${round}/${rounds}: ${way}, ${content}`);
          const key = `${content} ${way}`;
          const time = await timeOf({ url, way, content, path, size });
          times.set(key, [...(times.get(key) ?? []), time]);
        }
      }
    }
  } finally {
    await store.end();
    await rm(folder, { recursive: true });
  }
  return CONTENTS.flatMap((content) =>
    WAYS.map((way) => {
      const own = times.get(`${content} ${way}`) ?? [];
      const bare = times.get(`${content} ${WAYS[0]}`) ?? [];
      return {
        content,
        way,
        speed: median(own.map(({ seconds }) => megabytes / seconds)),
        ratio: median(own.map(({ seconds }, round) => (bare[round]?.seconds ?? Number.NaN) / seconds)),
        memory: Math.max(...own.map(({ memory }) => memory)) / 2 ** 20,
      };
    }),
  );
}

async function timeOf(job: UploadJob): Promise<UploadTime> {
  const worker = new Child<UploadJob, UploadTime>("upload/worker-process.ts");
  try {
    worker.send(job);
    return await worker.receive();
  } finally {
    await worker.end();
  }
}
