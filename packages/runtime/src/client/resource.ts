import type { Transport } from "./transport.js";

/** Base class of the generated classes, each with the operations of one resource. */
export class Resource {
  /** Sends this resource's requests. */
  protected readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }
}
