import { Icon } from "../icons";

export const BackIcon = () => (
  <Icon>
    <path class="onward" d="M15 5l-7 7 7 7" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3" />
  </Icon>
);

export const ClipIcon = () => (
  <Icon>
    <path d="M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.5-8.4a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.4a1.7 1.7 0 0 1-2.4-2.4l7.8-7.7" />
  </Icon>
);

export const DownIcon = () => (
  <Icon size={16}>
    <path d="M12 5v14M6 13l6 6 6-6" />
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

export const BotIcon = () => (
  <Icon size={16}>
    <path d="M12 3l1.9 5.6L19.5 10.5 13.9 12.4 12 18l-1.9-5.6L4.5 10.5 10.1 8.6zM19 17v4M17 19h4" />
  </Icon>
);
