// A process of its own: a store that refuses chunked bodies, and takes a file only when it is whole.
import { startStore } from "../../../packages/runtime/test/support/store.ts";
import { messagesOfParent, sendToParent } from "../parent.ts";
import type { Listening } from "./messages.ts";

const { url } = await startStore({ isHashed: false });
sendToParent({ url } satisfies Listening);

// It has nothing to say to this process, which ends with its parent.
for await (const _message of messagesOfParent());
