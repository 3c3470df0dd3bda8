import type { Exit, Step } from "./steps";

/** A way out of a step, with the steps that are reached by it alone. */
export interface Way extends Exit {
  isKnown: boolean;
  inside: readonly Block[];
}

export interface Block {
  step: Step;
  ways: readonly Way[];
}

export interface Outline {
  /** From the first step on, each once, in the order in which a visitor may get there. */
  reached: readonly Block[];
  /** To which no way leads from the first step, and what these lead to. */
  unreached: readonly Block[];
}

/**
 * The graph as a text that is read from top to bottom: what only one answer leads to stands below that answer, and
 * where ways meet again, the steps go on at the level of the step where they had parted (its immediate dominator).
 */
export function outlineOf(steps: readonly Step[], start: string | null): Outline {
  const known = new Set(steps.map(({ name }) => name));
  const graph = new Graph(steps, start, known);
  return { reached: graph.blocks(), unreached: strays(graph.unreached(), known) };
}

/** Those first that nothing leads to; of steps that lead to each other alone, the one that is written first. */
function strays(steps: readonly Step[], known: ReadonlySet<string>): Block[] {
  const [first] = steps;
  if (!first) return [];
  const led = new Set(steps.flatMap(({ name, exits }) => exits.map(({ to }) => to).filter((to) => to !== name)));
  const root = steps.find(({ name }) => !led.has(name)) ?? first;
  const graph = new Graph(steps, root.name, known);
  return [...graph.blocks(), ...strays(graph.unreached(), known)];
}

class Graph {
  /** Those that are reached; each before what can be reached by it alone. */
  readonly order: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #steps: ReadonlyMap<string, Step>;
  readonly #rank: ReadonlyMap<string, number>;
  readonly #dominator: ReadonlyMap<string, string>;

  constructor(steps: readonly Step[], start: string | null, known: ReadonlySet<string>) {
    this.#known = known;
    this.#steps = new Map(steps.map((step) => [step.name, step]));
    this.order = start !== null && this.#steps.has(start) ? this.#reversePostorder(start) : [];
    this.#rank = new Map(this.order.map((name, rank) => [name, rank]));
    this.#dominator = this.#dominators();
  }

  blocks(): Block[] {
    const [first] = this.order;
    return first === undefined ? [] : this.#blocksFrom(first);
  }

  unreached(): Step[] {
    return [...this.#steps.values()].filter(({ name }) => !this.#rank.has(name));
  }

  #blocksFrom(name: string): Block[] {
    const step = this.#step(name);
    const ways = step.exits.map((exit) => ({
      ...exit,
      isKnown: this.#known.has(exit.to),
      inside: this.#belongsTo(name, exit) ? this.#blocksFrom(exit.to) : [],
    }));
    const goesOn = ways.length === 1 && ways[0]?.when === null;
    const meeting = this.order.filter((other) => this.#dominator.get(other) === name && this.#waysInto(other) > 1);
    return [
      { step, ways: goesOn ? ways.map((way) => ({ ...way, inside: [] })) : ways },
      ...(goesOn ? ways.flatMap(({ inside }) => inside) : []),
      ...meeting.flatMap((other) => this.#blocksFrom(other)),
    ];
  }

  /** Whether this exit is the one way to where it leads. */
  #belongsTo(name: string, { to }: Exit): boolean {
    return this.#dominator.get(to) === name && this.#waysInto(to) === 1;
  }

  /** Ways back from steps that come after it do not count. */
  #waysInto(name: string): number {
    const sources = this.order.filter((other) => !this.#isBehind(other, name));
    return sources.flatMap((other) => this.#step(other).exits).filter(({ to }) => to === name).length;
  }

  /** Whether every way to `name` leads through `other`. */
  #isBehind(name: string, other: string): boolean {
    let at: string | undefined = name;
    while (at !== undefined && at !== other) at = this.#dominator.get(at);
    return at === other;
  }

  #reversePostorder(start: string): string[] {
    const seen = new Set<string>();
    const finished: string[] = [];
    const visit = (name: string) => {
      seen.add(name);
      // The last way is walked first, so that the first one comes first when the order is turned round.
      for (const { to } of [...this.#step(name).exits].reverse()) {
        if (this.#steps.has(to) && !seen.has(to)) visit(to);
      }
      finished.push(name);
    };
    visit(start);
    return finished.reverse();
  }

  /** Of each step but the first, the nearest one that every way to it leads through. */
  #dominators(): Map<string, string> {
    const found = new Map<string, string>();
    let isSettled = false;
    while (!isSettled) {
      isSettled = true;
      for (const name of this.order.slice(1)) {
        const nearest = this.#sources(name)
          .filter((source) => source === this.order[0] || found.has(source))
          .reduce((one, other) => this.#meet(found, one, other));
        if (found.get(name) !== nearest) isSettled = false;
        found.set(name, nearest);
      }
    }
    return found;
  }

  #meet(found: ReadonlyMap<string, string>, one: string, other: string): string {
    let [left, right] = [one, other];
    while (left !== right) {
      if (this.#rankOf(left) > this.#rankOf(right)) left = found.get(left) as string;
      else right = found.get(right) as string;
    }
    return left;
  }

  #sources(name: string): string[] {
    return this.order.filter((other) => this.#step(other).exits.some(({ to }) => to === name));
  }

  #rankOf(name: string): number {
    return this.#rank.get(name) as number;
  }

  #step(name: string): Step {
    return this.#steps.get(name) as Step;
  }
}
