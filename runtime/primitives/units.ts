/**
 * Units of UCUM. Its expressions cannot be listed, but a grammar says what they are.
 *
 * The symbols are those of version 2.2 of the UCUM specification, Copyright Regenstrief Institute, Inc. and the UCUM
 * Organization: see NOTICE.
 *
 * @see https://ucum.org/ucum
 */

/** The URL that FHIR gives UCUM. */
export const UCUM = 'http://unitsofmeasure.org';

const PREFIXES = /*@__PURE__*/ words('Y Z E P T G M k h da d c m u n p f a z y Ki Mi Gi Ti');

/** The atoms that a prefix may precede. */
const METRIC = /*@__PURE__*/ words(`
m s g rad K C cd mol sr Hz N Pa J W A V F Ohm S Wb Cel T H lm lx Bq Gy Sv l L ar t bar u eV pc [c] [h] [k]
[eps_0] [mu_0] [e] [m_e] [m_p] [G] [g] [ly] gf Ky Gal dyn erg P Bi St Mx G Oe Gb sb Lmb ph Ci R RAD REM cal_[15]
cal_[20] cal_m cal_IT cal_th cal tex m[H2O] m[Hg] eq osm g% kat U [iU] [IU] Np B B[SPL] B[V] B[mV] B[uV]
B[10.nV] B[W] B[kW] st mho bit By Bd`);

/** The others, but for `10*` and `10^`, which the grammar has. */
const OTHER = /*@__PURE__*/ words(`
[pi] % [ppth] [ppm] [ppb] [pptr] gon deg ' '' min h d a_t a_j a_g a wk mo_s mo_j mo_g mo AU atm [lbf_av] [in_i]
[ft_i] [yd_i] [mi_i] [fth_i] [nmi_i] [kn_i] [sin_i] [sft_i] [syd_i] [cin_i] [cft_i] [cyd_i] [bf_i] [cr_i]
[mil_i] [cml_i] [hd_i] [ft_us] [yd_us] [in_us] [rd_us] [ch_us] [lk_us] [rch_us] [rlk_us] [fth_us] [fur_us]
[mi_us] [acr_us] [srd_us] [smi_us] [sct] [twp] [mil_us] [in_br] [ft_br] [rd_br] [ch_br] [lk_br] [fth_br] [pc_br]
[yd_br] [mi_br] [nmi_br] [kn_br] [acr_br] [gal_us] [bbl_us] [qt_us] [pt_us] [gil_us] [foz_us] [fdr_us] [min_us]
[crd_us] [bu_us] [gal_wi] [pk_us] [dqt_us] [dpt_us] [tbs_us] [tsp_us] [cup_us] [foz_m] [cup_m] [tsp_m] [tbs_m]
[gal_br] [pk_br] [bu_br] [qt_br] [pt_br] [gil_br] [foz_br] [fdr_br] [min_br] [gr] [lb_av] [oz_av] [dr_av]
[scwt_av] [lcwt_av] [ston_av] [lton_av] [stone_av] [pwt_tr] [oz_tr] [lb_tr] [sc_ap] [dr_ap] [oz_ap] [lb_ap]
[oz_m] [lne] [pnt] [pca] [pnt_pr] [pca_pr] [pied] [pouce] [ligne] [didot] [cicero] [degF] [degR] [degRe] [Cal]
[Btu_39] [Btu_59] [Btu_60] [Btu_m] [Btu_IT] [Btu_th] [Btu] [HP] [den] [in_i'H2O] [in_i'Hg] [PRU] [wood'U] [diop]
[p'diop] %[slope] [mesh_i] [Ch] [drp] [hnsf'U] [MET] [hp'_X] [hp'_C] [hp'_M] [hp'_Q] [hp_X] [hp_C] [hp_M] [hp_Q]
[kp_X] [kp_C] [kp_M] [kp_Q] [pH] [S] [HPF] [LPF] [arb'U] [USP'U] [GPL'U] [MPL'U] [APL'U] [beth'U] [anti'Xa'U]
[todd'U] [dye'U] [smgy'U] [bdsk'U] [ka'U] [knk'U] [mclg'U] [tb'U] [CCID_50] [TCID_50] [EID_50] [PFU] [FFU] [CFU]
[IR] [BAU] [AU] [Amb'a'1'U] [PNU] [Lf] [D'ag'U] [FEU] [ELU] [EU] Ao b att [psi] circ sph [car_m] [car_Au]
[smoot] [m/s2/Hz^(1/2)] [NTU] [FNU] bit_s`);

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s/));
}

/** A unit with its exponent, a number or nothing, and an annotation or nothing. The group is the unit's symbol. */
const COMPONENT = /(?:10[*^](?:[+-]?\d+)?|\d+|((?:[^\d+\-./(){}[\]]|\[[^[\]]+\])+)(?:[+-]?\d+)?)?(?:\{[ -z|~]*\})?/y;

/**
 * Returns whether a text is a unit of UCUM: a case-sensitive expression such as `mg/dL`, `10*9/L`, `mm[Hg]` or
 * `{tablet}`. As the lists of units that HL7 publishes do, an annotation may follow a number (`/100{cells}`); as other
 * readers do, it may contain spaces.
 */
export function isUnit(text: string): boolean {
  let at = text.startsWith('/') ? 1 : 0;
  let open = 0;
  for (;;) {
    for (; text[at] === '('; at++) open++;
    COMPONENT.lastIndex = at;
    const [component = '', symbol] = COMPONENT.exec(text) ?? [];
    if (component === '' || (symbol !== undefined && !isSymbol(symbol))) return false;
    at += component.length;
    for (; open > 0 && text[at] === ')'; at++) open--;
    if (at === text.length) return open === 0;
    if (text[at] !== '.' && text[at] !== '/') return false;
    at++;
  }
}

/** Returns whether a text is the symbol of a unit, with or without a prefix. */
function isSymbol(text: string): boolean {
  if (METRIC.has(text) || OTHER.has(text)) return true;
  return [1, 2].some((length) => PREFIXES.has(text.slice(0, length)) && METRIC.has(text.slice(length)));
}

/** Units, each with what is often written in its place, in lower case. */
const MEANT = /*@__PURE__*/ unitsBySlip(`
[lb_av] lb lbs pound pounds
[oz_av] oz ounce ounces
[stone_av] stone stones
[in_i] in inch inches
[ft_i] foot feet
Cel °c degc cel celsius
[degF] °f degf fahrenheit
/min bpm
{beats} beat beats
{breaths} breath breaths
{tablet} tab tabs tablet tablets
{capsule} cap caps capsule capsules
{dose} dose doses
{puff} puff puffs
[drp] drop drops
% percent
[iU] iu
mm[Hg] mmhg mm[hg] torr
cm[H2O] cmh2o cm[h2o]
s sec secs second seconds
min mins minute minutes
h hr hrs hour hours
d day days
wk wks week weeks
mo mth mths month months
a yr yrs year years
ug mcg mcgs microgram micrograms
mg mgs mgm milligram milligrams
g gm gms gram grams
kg kgs kilo kilos kilogram kilograms
mL cc mls millilitre millilitres milliliter milliliters
L ltr litre litres liter liters
cm cms centimetre centimetres centimeter centimeters
m metre metres meter meters`);

function unitsBySlip(rows: string): ReadonlyMap<string, string> {
  const lines = rows.trim().split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [unit = '', ...slips] = line.split(' ');
      return slips.map((slip) => [slip, unit] as const);
    }),
  );
}

/** The length up to which a text is looked into for what it means. */
const LONGEST = 60;

/** Returns the unit that is meant by a text that is none: `mm[Hg]` for `mmHg`; undefined if that is not known. */
export function unitMeant(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = text
    .replace(/\s+/g, '')
    .replace(/[µμ]/g, 'u')
    .replace('²', '2')
    .replace('³', '3')
    .replace(/^[x×](?=10[*^])/i, '')
    .replace(/(?<!10)\^(?=[+-]?\d)/g, '');
  const unit =
    meant(plain) ?? plain.replace(/(?:[^\d+\-./(){}[\]]|\[[^[\]]+\])+(?![^{]*\})/g, (word) => meant(word) ?? word);
  return isUnit(unit) ? unit : undefined;
}

/** Returns the unit that is meant by a word; undefined if it is one, or if none is known. */
function meant(word: string): string | undefined {
  if (isUnit(word)) return undefined;
  const lower = word.toLowerCase();
  return MEANT.get(lower) ?? (isUnit(lower) ? lower : undefined);
}
