import type { CoolingSlot } from "./shared-slots.js";

/** The slots that a process was granted and has not used yet, and those that it has not returned yet. */
export class SlotStock {
  /** The moments from which each may be used, ascending. */
  #granted: number[] = [];
  #cooling: CoolingSlot[] = [];

  /** Number of granted but unused slots. */
  get size(): number {
    return this.#granted.length;
  }

  /** When the next slot may be used; Infinity: there is none. */
  get nextDue(): number {
    return this.#granted[0] ?? Number.POSITIVE_INFINITY;
  }

  /** Since when there are slots to return; Infinity: there are none. May be in the future. */
  get reportedFrom(): number {
    return this.#cooling[0]?.answeredAt ?? Number.POSITIVE_INFINITY;
  }

  add(moments: readonly number[]): void {
    if (moments.length > 0) this.#granted = [...this.#granted, ...moments].sort((one, other) => one - other);
  }

  /** Takes a slot that may be used now, if there is one. */
  takeDue(now: number): boolean {
    if (this.nextDue > now) return false;
    this.#granted.shift();
    return true;
  }

  /** Adds a slot to return. The slot of an aborted request may be added before others with earlier moments. */
  cool(slot: CoolingSlot): void {
    let place = this.#cooling.length;
    while (place > 0 && (this.#cooling[place - 1] as CoolingSlot).answeredAt > slot.answeredAt) place--;
    this.#cooling.splice(place, 0, slot);
  }

  /** Removes and returns all slots to return. */
  takeCooling(): readonly CoolingSlot[] {
    const cooling = this.#cooling;
    this.#cooling = [];
    return cooling;
  }

  /** Returns surplus slots, the latest first. */
  returnSurplus(wanted: number, window: number, floor: number): void {
    while (this.#granted.length > wanted) this.giveBack(this.#granted.pop() as number, window, floor);
  }

  /** Returns an unused slot, with a response time that makes it free at the same moment as before. */
  giveBack(moment: number, window: number, floor: number): void {
    this.cool({ answeredAt: moment - window + floor, floor });
  }

  /** Removes slots to return that are already free without a report. */
  expire(now: number, window: number): void {
    if (this.reportedFrom >= now - 2 * window) return;
    this.#cooling = this.#cooling.filter(({ answeredAt }) => answeredAt >= now - window);
  }
}
