import type { ReactNode } from "react";

/** Small line drawings of a front desk, for the moments when there is nothing else to show. */
function Drawing({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 120 84"
      width="120"
      height="84"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

const ACCENT = { stroke: "var(--accent)" };
const FILL = { fill: "var(--accent-soft)", stroke: "var(--accent)" };

export function BellDrawing() {
  return (
    <Drawing>
      <path d="M10 72h100" />
      <path d="M32 62a28 28 0 0 1 56 0z" style={FILL} />
      <path d="M27 62h66v6a4 4 0 0 1-4 4H31a4 4 0 0 1-4-4z" fill="var(--surface)" />
      <path d="M60 34v-5" style={ACCENT} />
      <circle cx="60" cy="25" r="4" style={FILL} />
      <path d="M43 57a18 18 0 0 1 8-12" style={ACCENT} />
      <path d="M97 28h7M101 20l5-4M23 28h-7M19 20l-5-4" opacity=".35" />
    </Drawing>
  );
}

export function CupDrawing() {
  return (
    <Drawing>
      <path d="M8 72h104" />
      <path d="M40 40h34v20a12 12 0 0 1-12 12H52a12 12 0 0 1-12-12z" style={FILL} />
      <path d="M74 46h5a7 7 0 0 1 0 14h-5" style={ACCENT} />
      <path d="M50 31c-3-4 3-6 0-11M60 31c-3-4 3-6 0-11" opacity=".5" />
      <path d="M90 72V61h14v11M94 61v-3h6v3" opacity=".45" />
      <path d="M14 72l3-14h10l3 14" opacity=".45" />
    </Drawing>
  );
}

export function DoorDrawing() {
  return (
    <Drawing>
      <path d="M12 74h96" />
      <path d="M40 74V14h40v60" />
      <path d="M40 14l26 8v58l-26-6z" style={FILL} />
      <circle cx="60" cy="50" r="1.6" style={{ fill: "var(--accent)", stroke: "none" }} />
      <path d="M92 74V56M86 60c0-5 3-8 6-8s6 3 6 8M20 74v-8h10v8" opacity=".45" />
    </Drawing>
  );
}

export function DeskDrawing() {
  return (
    <Drawing>
      <path d="M14 74h92" />
      <path d="M26 46h68v8H26z" style={FILL} />
      <path d="M32 54v20M88 54v20" />
      <path d="M66 46V30h22v16" />
      <path d="M73 34h8M73 39h5" opacity=".5" />
      <path d="M34 46a9 9 0 0 1 18 0z" style={FILL} />
      <path d="M43 37v-2" style={ACCENT} />
    </Drawing>
  );
}

export function CardDrawing() {
  return (
    <Drawing>
      <path d="M10 72h100" />
      <path d="M38 26l44-6 6 40-44 6z" opacity=".45" />
      <rect x="34" y="26" width="52" height="38" rx="4" style={FILL} />
      <path d="M46 36l-5 18" style={ACCENT} />
      <path d="M54 40h22M54 48h16" />
      <path d="M26 64h68l-4 8H30z" fill="var(--surface)" />
    </Drawing>
  );
}
