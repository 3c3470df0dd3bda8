/** Short, soft bell tones, made on the spot: no file to load, and nothing to hear twice within a moment. */
import type { Alert } from "./rules";

interface Tone {
  hertz: number;
  /** Seconds after the beginning. */
  at: number;
}

/** A rising third for a message, one low note for the queue, three for what has been handed over, and a call to and fro
 * for an escalation. */
const TONES: Record<Alert["kind"], readonly Tone[]> = {
  message: [
    { hertz: 659, at: 0 },
    { hertz: 831, at: 0.11 },
  ],
  queue: [{ hertz: 523, at: 0 }],
  "handed-over": [
    { hertz: 659, at: 0 },
    { hertz: 831, at: 0.13 },
    { hertz: 988, at: 0.26 },
  ],
  escalated: [
    { hertz: 784, at: 0 },
    { hertz: 659, at: 0.15 },
    { hertz: 784, at: 0.3 },
  ],
};

const LOUDNESS: Record<Alert["kind"], number> = { message: 0.09, queue: 0.06, "handed-over": 0.14, escalated: 0.12 };
const RISE_SECONDS = 0.012;
const FADE_SECONDS = 0.55;
const PAUSE_MS = 1_500;

export class Chime {
  private context: AudioContext | undefined;
  private lastAt = Number.NEGATIVE_INFINITY;

  /** Silent until somebody has touched the page once: browsers see to that. */
  play(kind: Alert["kind"]): void {
    const now = performance.now();
    if (now - this.lastAt < PAUSE_MS && kind !== "handed-over" && kind !== "escalated") return;
    this.lastAt = now;
    this.context ??= new AudioContext();
    const { context } = this;
    void context.resume().then(() => {
      for (const tone of TONES[kind]) ring(context, tone, LOUDNESS[kind]);
    });
  }
}

function ring(context: AudioContext, { hertz, at }: Tone, loudness: number): void {
  const start = context.currentTime + at;
  const end = start + FADE_SECONDS;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(loudness, start + RISE_SECONDS);
  gain.gain.exponentialRampToValueAtTime(0.0001, end);
  const oscillator = context.createOscillator();
  oscillator.frequency.value = hertz;
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end);
}
