import { Notice } from "../parts/notice";
import { Skeleton } from "../parts/skeleton";
import { CompanyForm } from "./company_form";
import { useCompanySettings } from "./company_queries";
import { Section } from "./section";

/** For admins: what holds for everybody. */
export function CompanySection() {
  const { data, isError, refetch } = useCompanySettings();
  return (
    <Section
      title="Company"
      about="For everybody here, within half a minute. A field that is left empty is as this Frontdesk was set up."
    >
      {data ? (
        <CompanyForm key={data.version} settings={data} reload={() => void refetch()} />
      ) : isError ? (
        <Notice tone="breach" retry={() => void refetch()}>
          These settings could not be loaded.
        </Notice>
      ) : (
        <Skeleton width="100%" height="24rem" />
      )}
    </Section>
  );
}
