/** Families' enquiries: which wait, each opened with the organisation's key in this browser, and answered. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../../parts/answer.tsx";
import { FaultLine } from "../../parts/fault.tsx";
import { Panel } from "../../parts/panel.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { TableHead } from "../../parts/table-head.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { enquiriesQuery, type OwnEnquiry } from "../../queries/enquiry.ts";
import { useWords } from "../../words.ts";
import { EnquiryReply } from "./enquiry-reply.tsx";
import { type OpenedEnquiry, openEnquiry } from "./sealed-enquiry.ts";

export function Enquiries() {
  const { say, language } = useWords();
  const query = useQuery(enquiriesQuery);
  const [key, setKey] = useState("");
  const [opened, setOpened] = useState<OpenedEnquiry>();
  const [isWrong, setWrong] = useState(false);
  const open = async ({ id }: OwnEnquiry) => {
    const found = await openEnquiry(id, key);
    setWrong(found === undefined);
    setOpened(found);
  };
  return (
    <>
      <ScreenTitle>{say("shell.enquiries")}</ScreenTitle>
      <p className="lead">{say("enquiries.lead")}</p>
      <p>
        {say("enquiries.page")}{" "}
        <a href={`/enquiry/${language}`}>
          <bdi>{location.host}/enquiry/</bdi>
        </a>
      </p>
      <Answer query={query}>
        {({ items, taking }) => (
          <>
            <Panel title={say("enquiries.waiting")}>
              {items.length === 0 ? (
                <p>{say("enquiries.empty")}</p>
              ) : (
                <>
                  <TextInput
                    label={say("enquiries.key")}
                    hint={say("enquiries.keyHint")}
                    rows={3}
                    value={key}
                    onChange={setKey}
                  />
                  {isWrong && <FaultLine>{say("enquiries.keyWrong")}</FaultLine>}
                  <EnquiryTable items={items} open={(item) => void open(item)} />
                </>
              )}
            </Panel>
            {opened !== undefined && (
              <EnquiryReply key={opened.id} opened={opened} leave={() => setOpened(undefined)} />
            )}
            {taking.length > 0 && (
              <Panel title={say("enquiries.taking")}>
                <ul>
                  {taking.map(({ id, name, recipient }) => (
                    <li key={id}>
                      <bdi>{name}</bdi>{" "}
                      <span className="soft">{say("enquiry.keyEnd", { end: recipient.slice(-8) })}</span>
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
          </>
        )}
      </Answer>
    </>
  );
}

type EnquiryTableProps = { readonly items: readonly OwnEnquiry[]; readonly open: (item: OwnEnquiry) => void };

function EnquiryTable({ items, open }: EnquiryTableProps) {
  const { say } = useWords();
  return (
    <table className="table">
      <TableHead
        columns={[
          say("enquiries.received"),
          say("enquiries.language"),
          say("enquiries.state"),
          say("enquiries.id"),
        ]}
      />
      <tbody>
        {items.map((item) => (
          <tr key={`${item.organisation} ${item.id}`}>
            <td>{item.received}</td>
            <td>{item.language}</td>
            <td>
              {item.answered === undefined
                ? say("enquiries.waits")
                : say("enquiries.answered", { date: item.answered })}
            </td>
            <td>
              <PushButton onPress={() => open(item)}>
                {say("enquiries.open", { id: item.id.slice(0, 6) })}
              </PushButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
