import { Avatar } from "../avatar";
import { BotIcon } from "./icons";

interface FaceProps {
  name: string;
  bot: boolean;
  small?: boolean;
  logo?: string | null | undefined;
}

/** People have their initials, bots a sign that they are none. */
export function Face({ name, bot, small = false, logo = null }: FaceProps) {
  if (!bot || logo) return <Avatar name={name} small={small} logo={logo} />;
  return (
    <span class={small ? "avatar small" : "avatar"} aria-hidden="true">
      <BotIcon />
    </span>
  );
}
