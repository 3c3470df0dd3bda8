import type { ComponentChildren } from "preact";

function Icon({ children, size = 20 }: { children: ComponentChildren; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path d="M15 5l-7 7 7 7" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3" />
  </Icon>
);

export const SendIcon = () => (
  <Icon size={18}>
    <path d="M12 19V5M5.5 11.5L12 5l6.5 6.5" stroke-width="2.4" />
  </Icon>
);

export const DownIcon = () => (
  <Icon size={16}>
    <path d="M12 5v14M6 13l6 6 6-6" />
  </Icon>
);

export const ArrowIcon = () => (
  <Icon size={18}>
    <path d="M9 5l7 7-7 7" />
  </Icon>
);

export const ClockIcon = () => (
  <Icon size={13}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3 2" />
  </Icon>
);

export const SentIcon = () => (
  <Icon size={13}>
    <path d="M5 13l4.5 4.5L19 7" />
  </Icon>
);

export const ReadIcon = () => (
  <Icon size={15}>
    <path d="M2 13l4.5 4.5L15 8M12.5 16.5l1 1L22 8" />
  </Icon>
);

export const AlertIcon = () => (
  <Icon size={14}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7.5v5M12 16h.01" />
  </Icon>
);

export const ChatIcon = () => (
  <Icon size={22}>
    <path d="M12 4c-4.7 0-8.3 3.2-8.3 7.3 0 2.2 1 4.2 2.8 5.5-.1 1-.5 2-1.2 2.9 1.6 0 3.1-.7 4.2-1.5.8.2 1.6.3 2.5.3 4.7 0 8.3-3.2 8.3-7.2S16.7 4 12 4z" />
  </Icon>
);
