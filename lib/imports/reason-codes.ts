/**
 * What is said about a row. `review`: a person must look; accepting puts the suggestion in, keeping leaves the found value.
 * `refuse`: the row cannot become a record. `match`: how it stands to an earlier row. `note`: tidied or left out, no harm.
 * docs/import-codes.md lists every code; a test keeps the two together.
 */
export type ReasonLevel = 'review' | 'refuse' | 'match' | 'note'

export const REASON_CODES = {
  // Sizes
  size_was_date: {
    level: 'review',
    means: 'A spreadsheet turned the size into a date; the suggestion is the size that makes that date.',
  },
  size_run_together: { level: 'review', means: 'Whole and fraction of the size ran together (11/2 for 1-1/2).' },
  size_metric: {
    level: 'review',
    means: 'The size is given in millimetres; the suggestion is the nominal size in inches.',
  },
  size_unusual: { level: 'review', means: 'No assembly is sold in this nominal size.' },
  size_unreadable: { level: 'review', means: 'The size cannot be read.' },
  // Type, maker, model
  type_unknown: {
    level: 'review',
    means: 'The assembly type is missing or not known; suggested from the model where the catalogue knows it.',
  },
  type_conflict: { level: 'review', means: 'The catalogue sells this model as another type than the one filed.' },
  model_typo: { level: 'review', means: 'The model is one letter away from a catalogue model of this maker.' },
  model_alias: { level: 'review', means: 'The model is a known other name of a catalogue model.' },
  maker_typo: { level: 'review', means: 'The maker is a known misspelling or one letter off.' },
  maker_is_line: { level: 'review', means: 'The maker column holds a product line; the suggestion is its maker.' },
  maker_conflict: { level: 'review', means: 'The catalogue knows this model from another maker only.' },
  // Serials
  serial_blank: { level: 'review', means: 'There is no serial, or a word that stands for none (N/A, illegible).' },
  serial_repeated: { level: 'review', means: 'An earlier row has this maker and serial for another assembly.' },
  serial_two: { level: 'review', means: 'The cell holds two serials; for a Type I detector the second is the bypass.' },
  serial_scientific: {
    level: 'review',
    means: 'A spreadsheet turned the serial into a power of ten; digits are lost.',
  },
  // Dates
  date_day_first: { level: 'review', means: 'Only as day-month-year is this a date; the suggestion reads it so.' },
  date_unreadable: { level: 'review', means: 'The date cannot be read.' },
  date_in_future: { level: 'review', means: 'A test or installation lies in the future.' },
  date_very_old: { level: 'review', means: 'The date lies before 1950.' },
  due_before_tested: { level: 'review', means: 'The next test is due before the last one was made.' },
  retest_before_test: { level: 'review', means: 'The test after repair is dated before the first test.' },
  // Other values
  price_unreadable: { level: 'review', means: 'The price is not an amount.' },
  price_unlikely: { level: 'review', means: 'The price is negative or above $10,000.' },
  zip_unreadable: { level: 'review', means: 'The ZIP is neither five digits nor ZIP+4.' },
  zip_lost_zero: { level: 'review', means: 'A spreadsheet dropped the zero in front of the ZIP.' },
  state_unknown: { level: 'review', means: 'Not a state, territory or province.' },
  status_unknown: { level: 'review', means: 'Neither active nor inactive.' },
  interval_unreadable: { level: 'review', means: 'The testing frequency is not a number of months or years.' },
  yes_no_unreadable: { level: 'review', means: 'Neither yes nor no.' },
  location_blank: {
    level: 'review',
    means: 'There is no service address; the suggestion is the customer’s own address.',
  },
  customer_blank: { level: 'review', means: 'There is no customer name; the location’s name is suggested.' },
  district_pseudo: { level: 'review', means: 'The purveyor column holds a way of filing, not a purveyor.' },
  district_near: { level: 'review', means: 'The purveyor is close to one of the rulebook, or named by its city.' },
  excel_error: { level: 'review', means: 'The cell holds a spreadsheet error or a formula without a stored result.' },
  extra_cells: { level: 'review', means: 'The row has values beyond the last column; cells may have shifted.' },
  // Tests
  reading_implausible: {
    level: 'review',
    means: 'Above 15 psid, the full scale of a kit; a lost decimal point is suggested.',
  },
  reading_unreadable: { level: 'review', means: 'Not a reading.' },
  filed_result_differs: {
    level: 'review',
    means: 'The verdict recomputed from the readings is not the one filed; both are kept.',
  },
  result_unknown: { level: 'review', means: 'Neither pass nor fail was filed.' },
  test_differs: { level: 'review', means: 'An earlier row has a test of this serial on this day with other facts.' },
  line_pressure_unreadable: { level: 'review', means: 'The line pressure is not a whole number of psi up to 400.' },
  // Refusals
  row_has_no_device: {
    level: 'refuse',
    means: 'Nothing in the row names an assembly: no serial, model, type or size.',
  },
  row_has_no_test: { level: 'refuse', means: 'The row has no test date, so it is no test.' },
  test_date_unreadable: { level: 'refuse', means: 'The test date cannot be read.' },
  text_too_long: { level: 'refuse', means: 'A text is longer than its field can be.' },
  nul_character: { level: 'refuse', means: 'A cell holds a NUL character; the file was damaged on its way.' },
  // How the row stands to earlier rows
  same_as_row: { level: 'match', means: 'The same as an earlier row; nothing is written twice.' },
  differs_from_row: { level: 'match', means: 'The same assembly as an earlier row, with another value in this field.' },
  // Notes
  kept_as_found: { level: 'note', means: 'A person looked and kept the value as found.' },
  accepted: { level: 'note', means: 'A person accepted the suggestion.' },
  type_synonym: { level: 'note', means: 'A synonym of the type (RPZ is RP).' },
  maker_name: { level: 'note', means: 'Another name of the same maker (Zurn Wilkins is Wilkins, Conbraco is Apollo).' },
  model_spelling: { level: 'note', means: 'Case, spaces or hyphens of the model.' },
  model_unknown: { level: 'note', means: 'The catalogue does not have this model; it is kept as written.' },
  maker_unknown: { level: 'note', means: 'The catalogue does not have this maker; it is kept as written.' },
  size_spelling: { level: 'note', means: 'Another way to write the size (1.5 is 1-1/2).' },
  size_blank: { level: 'note', means: 'No size given.' },
  not_tested_yet: { level: 'note', means: 'Says that it has not been tested yet.' },
  price_unknown: { level: 'note', means: 'Says that the price is not known.' },
  price_zero: { level: 'note', means: 'The price is $0.00.' },
  phone_extra: { level: 'note', means: 'The cell holds more than one phone number; the first is taken.' },
  phone_unreadable: { level: 'note', means: 'Not a phone number; left out.' },
  email_extra: { level: 'note', means: 'The cell holds more than one email address; the first is taken.' },
  email_unreadable: { level: 'note', means: 'Not an email address; left out.' },
  address_split: { level: 'note', means: 'City, state and ZIP were taken out of the address line.' },
  district_spelling: { level: 'note', means: 'Case or spaces of the purveyor’s name.' },
  district_not_in_rulebook: {
    level: 'note',
    means: 'The rulebook has no such purveyor; it becomes one of the company’s own.',
  },
  serial_other_maker: { level: 'note', means: 'An earlier row has this serial from another maker.' },
  text_guard: { level: 'note', means: 'An apostrophe or ="…" that kept a spreadsheet from calculating was taken off.' },
  invisible_characters: {
    level: 'note',
    means: 'Invisible characters (direction marks, zero-width spaces, controls) were taken out.',
  },
  readings_incomplete: { level: 'note', means: 'Readings are missing for a verdict; the filed result stands alone.' },
  repairs_missing: { level: 'note', means: 'There are readings after repair and no word of the repair.' },
  date_was_number: { level: 'note', means: 'The date stood as a spreadsheet’s day number.' },
  bypass_serial_missing: { level: 'note', means: 'A Type I detector is two assemblies; the sheet gives one serial.' },
  customer_differs: {
    level: 'note',
    means: 'An earlier row has this customer with another value in this field; the earlier one is kept.',
  },
  location_differs: {
    level: 'note',
    means: 'An earlier row has this location with another value in this field; the earlier one is kept.',
  },
} as const satisfies Record<string, { level: ReasonLevel; means: string }>

export type ReasonCode = keyof typeof REASON_CODES

export function levelOf(code: ReasonCode): ReasonLevel {
  return REASON_CODES[code].level
}
