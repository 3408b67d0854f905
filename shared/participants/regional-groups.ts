import { participantId, type ParticipantId } from '../base/ids.ts';

/**
 * The regional groups of the United Nations, as of elections, each with its States by ISO 3166 alpha-2. Each Member State is in one of
 * them, so that "by group" has one answer for each: Türkiye votes with WEOG, where the United States is an observer and is
 * counted; the State of Palestine is with APG. The Holy See and organizations are in none.
 */
const MEMBERS: Readonly<Record<string, string>> = {
  'g-african':
    'DZ AO BJ BW BF BI CV CM CF TD KM CG CI CD DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU MA MZ NA NE NG RW ST SN SC SL SO ZA SS SD TG TN UG TZ ZM ZW',
  'g-asia-pacific':
    'AF BH BD BT BN KH CN CY KP FJ IN ID IR IQ JP JO KZ KI KW KG LA LB MY MV MH FM MN MM NR NP OM PK PW PG PH PS QA KR WS SA SG SB LK SY TJ TH TL TO TM TV AE UZ VU VN YE',
  'g-eastern-europe': 'AL AM AZ BY BA BG HR CZ EE GE HU LV LT ME PL MD RO RU RS SK SI MK UA',
  'g-grulac': 'AG AR BS BB BZ BO BR CL CO CR CU DM DO EC SV GD GT GY HT HN JM MX NI PA PY PE KN LC VC SR TT UY VE',
  'g-weog': 'AD AU AT BE CA DK FI FR DE GR IS IE IL IT LI LU MT MC NL NZ NO PT SM ES SE CH TR GB US',
};

const GROUP_OF: ReadonlyMap<ParticipantId, ParticipantId> = new Map(
  Object.entries(MEMBERS).flatMap(([group, states]) =>
    states.split(' ').map((alpha2) => [participantId(`p-${alpha2.toLowerCase()}`), participantId(group)] as const),
  ),
);

/** The one regional group of a State; null where it is in none. */
export function regionalGroup(participant: ParticipantId): ParticipantId | null {
  return GROUP_OF.get(participant) ?? null;
}
