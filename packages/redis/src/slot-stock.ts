import type { CoolingSlot } from "./shared-slots.js";

/** The slots that a process was granted and has not used yet, and those that it has not given back yet. */
export class SlotStock {
  /** The moments from which on each may be used, ascending. */
  #granted: number[] = [];
  #cooling: CoolingSlot[] = [];

  /** Slots that were granted and not used. */
  get size(): number {
    return this.#granted.length;
  }

  /** When the next slot may be used; Infinity: there is none. */
  get nextDue(): number {
    return this.#granted[0] ?? Number.POSITIVE_INFINITY;
  }

  /** The moment since when there is something to give back; Infinity: there is nothing. It may lie ahead. */
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

  /** Notes a slot to be given back. One whose request was given up may come before others with earlier moments. */
  cool(slot: CoolingSlot): void {
    let place = this.#cooling.length;
    while (place > 0 && (this.#cooling[place - 1] as CoolingSlot).answeredAt > slot.answeredAt) place--;
    this.#cooling.splice(place, 0, slot);
  }

  /** Takes all slots to be given back. */
  takeCooling(): readonly CoolingSlot[] {
    const cooling = this.#cooling;
    this.#cooling = [];
    return cooling;
  }

  /** Gives back slots beyond those that are wanted, the latest first. */
  returnSurplus(wanted: number, window: number, floor: number): void {
    while (this.#granted.length > wanted) this.giveBack(this.#granted.pop() as number, window, floor);
  }

  /** Gives back a slot that was not used: as if its answer had come so that it is free at the moment when it was. */
  giveBack(moment: number, window: number, floor: number): void {
    this.cool({ answeredAt: moment - window + floor, floor });
  }

  /** Forgets slots to be given back that are free by now without a word. */
  expire(now: number, window: number): void {
    if (this.reportedFrom >= now - 2 * window) return;
    this.#cooling = this.#cooling.filter(({ answeredAt }) => answeredAt >= now - window);
  }
}
