import { BadgeCheck, BadgeQuestionMark } from "lucide-react";
import styles from "./parts.module.css";

/** Whether the site has vouched for who the visitor says they are. */
export function VerifiedMark({ isVerified }: { isVerified: boolean }) {
  const Icon = isVerified ? BadgeCheck : BadgeQuestionMark;
  const words = isVerified ? "Verified" : "Unverified";
  return (
    <span className={isVerified ? styles.verifiedMark : styles.unverifiedMark} title={words}>
      <Icon size={13} aria-hidden="true" />
      <span className={styles.visuallyHidden}>{words}</span>
    </span>
  );
}
