import { participantId } from '../base/ids.ts';
import type { Participant } from './participant.ts';

/** End of the id, shortest form in drafts, name in English, other forms. */
type Row = readonly [slug: string, code: string, name: string, ...aliases: string[]];

/**
 * Regional and negotiating groups, the larger and more general first. A code that a State holds is no code of a group: AG is
 * Antigua and Barbuda, AU is Australia, CAN is Canada, UG is Uganda. Categories of States that treaties name in their own words
 * ("small island developing States (SIDS)", "African States") are no forms here: they would turn such words into attributions.
 * Nor are lists of States ("Canada, Australia and New Zealand"), who may be named each for itself.
 */
const GROUP_ROWS: readonly Row[] = [
  ['g77', 'G77', 'Group of 77 and China', 'G-77', 'G77/China', 'G-77/China', 'G77 and China', 'G-77 and China', 'Group of 77'],
  ['eu', 'EU', 'European Union', 'EU and its member States', 'European Union and its member States', 'EU and its MS'],
  ['nam', 'NAM', 'Non-Aligned Movement', 'Movement of Non-Aligned Countries', 'Non-Aligned Countries'],
  ['ldcs', 'LDCs', 'Group of Least Developed Countries', 'LDC', 'LDC Group'],
  ['lldcs', 'LLDCs', 'Group of Landlocked Developing Countries', 'LLDC', 'LLDC Group'],
  ['aosis', 'AOSIS', 'Alliance of Small Island States'],
  ['psids', 'PSIDS', 'Pacific Small Island Developing States', 'Pacific SIDS'],
  ['pif', 'PIF', 'Pacific Islands Forum'],
  ['caricom', 'CARICOM', 'Caribbean Community'],
  ['african', 'AGN', 'African Group', 'Africa Group', 'African Group of Negotiators', 'Group of African States'],
  ['african-union', 'African Union', 'African Union'],
  ['arab', 'Arab Group', 'Arab Group', 'Group of Arab States'],
  ['asia-pacific', 'APG', 'Asia-Pacific Group', 'Group of Asia-Pacific States', 'Asian Group'],
  ['eastern-europe', 'EEG', 'Eastern European Group', 'Group of Eastern European States'],
  ['grulac', 'GRULAC', 'Latin American and Caribbean Group', 'Group of Latin American and Caribbean States'],
  ['weog', 'WEOG', 'Western European and Others Group', 'Group of Western European and other States'],
  ['ailac', 'AILAC', 'Independent Association of Latin America and the Caribbean'],
  ['alba', 'ALBA', 'Bolivarian Alliance for the Peoples of Our America', 'ALBA-TCP'],
  ['abu', 'ABU', 'ABU Group'],
  ['celac', 'CELAC', 'Community of Latin American and Caribbean States'],
  ['clam', 'CLAM', 'Core Latin American Group'],
  ['mercosur', 'MERCOSUR', 'Southern Common Market'],
  ['sica', 'SICA', 'Central American Integration System'],
  ['rio', 'Rio Group', 'Rio Group'],
  ['lmdc', 'LMDC', 'Like-Minded Developing Countries', 'LMDCs'],
  ['lmmc', 'LMMC', 'Like-Minded Megadiverse Countries'],
  ['basic', 'BASIC', 'BASIC countries', 'BASIC Group'],
  ['brics', 'BRICS', 'BRICS countries'],
  ['umbrella', 'Umbrella Group', 'Umbrella Group'],
  ['eig', 'EIG', 'Environmental Integrity Group'],
  ['canz', 'CANZ', 'CANZ Group'],
  ['juscanz', 'JUSCANZ', 'JUSCANZ Group', 'JUSCANNZ', 'JUSSCANNZ'],
  ['nordic', 'Nordic countries', 'Nordic countries', 'Nordics', 'Nordic States'],
  ['nordic-baltic', 'NB8', 'Nordic and Baltic countries', 'Nordic-Baltic Eight', 'Nordic-Baltic countries'],
  ['benelux', 'Benelux', 'Benelux', 'Benelux countries'],
  ['visegrad', 'V4', 'Visegrad Group'],
  ['cis', 'CIS', 'Commonwealth of Independent States'],
  ['csto', 'CSTO', 'Collective Security Treaty Organization'],
  ['oic', 'OIC', 'Organisation of Islamic Cooperation', 'Organization of Islamic Cooperation'],
  ['gcc', 'GCC', 'Gulf Cooperation Council', 'Cooperation Council for the Arab States of the Gulf'],
  ['asean', 'ASEAN', 'Association of Southeast Asian Nations'],
  ['saarc', 'SAARC', 'South Asian Association for Regional Cooperation'],
  ['ecowas', 'ECOWAS', 'Economic Community of West African States'],
  ['sadc', 'SADC', 'Southern African Development Community'],
  ['eac', 'EAC', 'East African Community'],
  ['oacps', 'OACPS', 'Organisation of African, Caribbean and Pacific States', 'ACP', 'ACP Group', 'ACP States'],
  ['cfrn', 'CfRN', 'Coalition for Rainforest Nations'],
  ['hac', 'HAC', 'High Ambition Coalition'],
  ['nac', 'NAC', 'New Agenda Coalition'],
  ['npdi', 'NPDI', 'Non-Proliferation and Disarmament Initiative'],
];

/** Organizations that commonly sit behind the delegations, first those outside the United Nations system. */
const OBSERVER_ROWS: readonly Row[] = [
  ['icrc', 'ICRC', 'International Committee of the Red Cross'],
  ['ifrc', 'IFRC', 'International Federation of Red Cross and Red Crescent Societies'],
  ['order-of-malta', 'SMOM', 'Sovereign Order of Malta', 'Sovereign Military Order of Malta', 'Order of Malta'],
  ['iucn', 'IUCN', 'International Union for Conservation of Nature', 'International Union for the Conservation of Nature'],
  ['coe', 'CoE', 'Council of Europe'],
  ['osce', 'OSCE', 'Organization for Security and Co-operation in Europe'],
  ['esa', 'ESA', 'European Space Agency'],
  ['las', 'LAS', 'League of Arab States', 'Arab League'],
  ['oas', 'OAS', 'Organization of American States'],
  ['oecd', 'OECD', 'Organisation for Economic Co-operation and Development'],
  ['commonwealth', 'Commonwealth Secretariat', 'Commonwealth Secretariat'],
  ['oif', 'OIF', 'International Organization of la Francophonie', 'Organisation internationale de la Francophonie'],
  ['aalco', 'AALCO', 'Asian-African Legal Consultative Organization'],
  ['ipu', 'IPU', 'Inter-Parliamentary Union'],
  ['icc', 'ICC', 'International Criminal Court'],
  ['itlos', 'ITLOS', 'International Tribunal for the Law of the Sea'],
  ['isa', 'ISA', 'International Seabed Authority'],
  ['interpol', 'INTERPOL', 'International Criminal Police Organization'],
  ['wco', 'WCO', 'World Customs Organization'],
  ['wto', 'WTO', 'World Trade Organization'],
  ['iom', 'IOM', 'International Organization for Migration'],
  ['iaea', 'IAEA', 'International Atomic Energy Agency'],
  ['fao', 'FAO', 'Food and Agriculture Organization of the United Nations', 'Food and Agriculture Organization'],
  ['icao', 'ICAO', 'International Civil Aviation Organization'],
  ['ilo', 'ILO', 'International Labour Organization'],
  ['imo', 'IMO', 'International Maritime Organization'],
  ['itu', 'ITU', 'International Telecommunication Union'],
  ['unesco', 'UNESCO', 'United Nations Educational, Scientific and Cultural Organization'],
  ['unido', 'UNIDO', 'United Nations Industrial Development Organization'],
  ['who', 'WHO', 'World Health Organization'],
  ['wipo', 'WIPO', 'World Intellectual Property Organization'],
  ['wmo', 'WMO', 'World Meteorological Organization'],
  ['imf', 'IMF', 'International Monetary Fund'],
  ['world-bank', 'World Bank', 'World Bank', 'World Bank Group'],
  ['ohchr', 'OHCHR', 'Office of the United Nations High Commissioner for Human Rights'],
  ['unctad', 'UNCTAD', 'UN Trade and Development', 'United Nations Conference on Trade and Development'],
  ['undp', 'UNDP', 'United Nations Development Programme'],
  ['unep', 'UNEP', 'United Nations Environment Programme'],
  ['unhcr', 'UNHCR', 'Office of the United Nations High Commissioner for Refugees'],
  ['unicef', 'UNICEF', "United Nations Children's Fund"],
  ['unodc', 'UNODC', 'United Nations Office on Drugs and Crime'],
  ['un-women', 'UN-Women', 'United Nations Entity for Gender Equality and the Empowerment of Women'],
  ['amnesty', 'Amnesty', 'Amnesty International'],
  ['greenpeace', 'Greenpeace', 'Greenpeace International'],
  ['hrw', 'HRW', 'Human Rights Watch'],
  ['wwf', 'WWF', 'World Wide Fund for Nature'],
];

/** Groups of States that act as one in a negotiation; ids begin with `g-`. */
export const GROUPS: readonly Participant[] = GROUP_ROWS.map(([slug, code, name, ...aliases]) => ({
  id: participantId(`g-${slug}`),
  name,
  code,
  kind: 'group',
  aliases,
}));

/** Organizations without a vote; ids begin with `o-`. Observer States are States. */
export const OBSERVERS: readonly Participant[] = OBSERVER_ROWS.map(([slug, code, name, ...aliases]) => ({
  id: participantId(`o-${slug}`),
  name,
  code,
  kind: 'observer',
  aliases,
}));
