import { on } from "node:events";

/** Sends a message to the process that started this one. */
export function sendToParent(message: object): void {
  process.send?.(message);
}

/** The messages of the process that started this one. Without that process this one ends. */
export async function* messagesOfParent<Message>(): AsyncGenerator<Message> {
  process.once("disconnect", () => process.exit());
  for await (const [message] of on(process, "message")) yield message as Message;
}
