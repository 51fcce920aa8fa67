/**
 * The result of an operation with binary data: its response with its body unread. Read the body once, whole with `arrayBuffer()` or
 * `blob()`, or in chunks from `body`, which holds only the current chunk in memory. `maxResponseBytes` does not apply.
 *
 * While the body is being read, `timeout` limits the time without data. `signal` and `deadline` apply until the body has ended. Then
 * reading fails with the error that the call would have failed with; a lost connection is an `APIConnectionError`, and is not retried. A
 * body that is not read keeps its connection until it is cancelled or garbage collected.
 *
 * @example
 * const picture = await client.request(downloadPicture, { id });
 * await picture.body?.pipeTo(destination);
 */
export interface BinaryResponse extends Response {}
