// A separate process: a store that rejects chunked bodies, and accepts a file only when it is complete.
import { startStore } from "../../../packages/runtime/test/support/store.ts";
import { messagesOfParent, sendToParent } from "../parent.ts";
import type { Listening } from "./messages.ts";

const { url } = await startStore({ isHashed: false });
sendToParent({ url } satisfies Listening);

// No messages are expected. This ends the process with its parent.
for await (const _message of messagesOfParent());
