import type { Transport } from "./transport.js";

/** The operations of one resource; generated classes extend it. */
export class Resource {
  /** Sends this resource's requests. */
  protected readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }
}
