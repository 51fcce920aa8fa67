import { on } from "node:events";

/** Sends a message to the parent process. */
export function sendToParent(message: object): void {
  process.send?.(message);
}

/** The messages from the parent process. This process ends with its parent. */
export async function* messagesOfParent<Message>(): AsyncGenerator<Message> {
  process.once("disconnect", () => process.exit());
  for await (const [message] of on(process, "message")) yield message as Message;
}
