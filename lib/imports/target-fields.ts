/** What a column of a foreign sheet may be mapped to. Labels are for the wizard. */
export interface TargetField {
  key: string
  label: string
  group: 'Customer' | 'Location' | 'Assembly' | 'Bypass' | 'Test' | 'Readings' | 'Readings after repair'
  /** Column names seen for it, lower case, letters and digits only. */
  names: readonly string[]
}

function field<K extends string>(
  key: K,
  label: string,
  group: TargetField['group'],
  names: string,
): TargetField & { key: K } {
  return { key, label, group, names: [plain(label), plain(key), ...names.split(' ').filter((name) => name !== '')] }
}

/** A column name without case, spaces and signs, as names are compared. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/#/g, 'number')
    .replace(/[^a-z0-9]/g, '')
}

/** Fields of a sheet of assemblies. */
export const DEVICE_FIELDS = [
  field('parent_customer', 'Parent customer', 'Customer', 'parent parentaccount managementcompany'),
  field(
    'customer_name',
    'Customer',
    'Customer',
    'customername client clientname owner ownername account accountname company companyname billingname name',
  ),
  field(
    'customer_phone',
    'Customer phone',
    'Customer',
    'phone phonenumber customerphone1 ownerphone billingphone telephone tel mobile',
  ),
  field('customer_email', 'Customer email', 'Customer', 'email emailaddress owneremail billingemail mail'),
  field(
    'customer_line1',
    'Customer address',
    'Customer',
    'customeraddressline1 customeraddress1 billingaddress billingaddress1 billingstreet mailingaddress mailingaddress1 mailingstreet owneraddress',
  ),
  field(
    'customer_line2',
    'Customer address, line 2',
    'Customer',
    'customeraddressline2 customeraddress2 billingaddress2 mailingaddress2',
  ),
  field('customer_city', 'Customer city', 'Customer', 'billingcity mailingcity ownercity'),
  field('customer_state', 'Customer state', 'Customer', 'billingstate mailingstate ownerstate'),
  field(
    'customer_zip',
    'Customer ZIP',
    'Customer',
    'customerzipcode billingzip billingzipcode mailingzip mailingzipcode ownerzip',
  ),
  field(
    'location_name',
    'Location name',
    'Location',
    'servicelocationname servicelocation sitename site facility facilityname property propertyname premise premises premisename buildingname location locationname',
  ),
  field('location_phone', 'Location phone', 'Location', 'servicelocationphone sitephone facilityphone contactphone'),
  field('location_email', 'Location email', 'Location', 'servicelocationemail siteemail facilityemail contactemail'),
  field(
    'location_line1',
    'Service address',
    'Location',
    'servicelocationaddressline1 serviceaddress1 address address1 addressline1 street streetaddress siteaddress siteaddress1 facilityaddress propertyaddress premiseaddress locationaddress',
  ),
  field(
    'location_line2',
    'Service address, line 2',
    'Location',
    'servicelocationaddressline2 serviceaddress2 address2 addressline2 siteaddress2 suite unit',
  ),
  field('location_city', 'Service city', 'Location', 'servicelocationcity city sitecity town'),
  field('location_state', 'Service state', 'Location', 'servicelocationstate state st sitestate'),
  field(
    'location_zip',
    'Service ZIP',
    'Location',
    'servicelocationzip zip zipcode postalcode postcode sitezip servicezip servicezipcode',
  ),
  field(
    'serial',
    'Serial',
    'Assembly',
    'serialnumber serialno serialnum sn sno assemblyserial assemblyserialnumber deviceserial deviceserialnumber bfserial',
  ),
  field(
    'external_id',
    'Id in the old system',
    'Assembly',
    'synctaid externalid deviceid assemblyid hazardid ccn recordid',
  ),
  field('type', 'Assembly type', 'Assembly', 'type devicetype backflowtype bftype assemblykind'),
  field(
    'manufacturer',
    'Manufacturer',
    'Assembly',
    'assemblymanufacturer make maker mfg mfr brand devicemake manufacturername',
  ),
  field('model', 'Model', 'Assembly', 'assemblymodel modelnumber modelno devicemodel'),
  field('size', 'Size', 'Assembly', 'assemblysize devicesize sizein sizeinches diameter'),
  field(
    'location_on_site',
    'Place on site',
    'Assembly',
    'assemblylocation devicelocation locationonsite onsitelocation placement assemblyplace locationdescription',
  ),
  field('install_date', 'Install date', 'Assembly', 'installed installedon installationdate dateinstalled'),
  field(
    'last_tested_on',
    'Last tested on',
    'Assembly',
    'lasttested lasttest lasttestdate lasttestedon datelasttested testdate dateoflasttest',
  ),
  field(
    'next_due_on',
    'Next test due',
    'Assembly',
    'nextdue nextduedate nextdueon nexttestdate nexttest duedate due testdue',
  ),
  field('status', 'Status', 'Assembly', 'assemblystatus devicestatus active'),
  field(
    'interval_months',
    'Testing frequency',
    'Assembly',
    'frequency interval testinterval testfrequency intervalmonths',
  ),
  field('price', 'Price', 'Assembly', 'testprice fee cost rate amount charge'),
  field(
    'district',
    'Water purveyor',
    'Assembly',
    'purveyor waterpurveyor district waterdistrict watersupplier utility waterutility pws pwsname municipality jurisdiction',
  ),
  field('containment', 'Containment', 'Assembly', 'iscontainment premisesisolation'),
  field('test_yearly', 'Test yearly', 'Assembly', 'annual yearly'),
  field('serves', 'What it serves', 'Assembly', 'bpaserves serving hazard use usage application servicetype'),
  field('meter_no', 'Meter number', 'Assembly', 'meter meternumber meterno'),
  field('account_no', 'Account number', 'Assembly', 'accountnumber accountno acct acctno'),
  field('notes', 'Notes', 'Assembly', 'note comments comment remarks'),
  field('bypass_manufacturer', 'Bypass manufacturer', 'Bypass', 'bypassmake detectormake'),
  field('bypass_model', 'Bypass model', 'Bypass', 'detectormodel'),
  field('bypass_size', 'Bypass size', 'Bypass', 'detectorsize'),
  field('bypass_serial', 'Bypass serial', 'Bypass', 'bypassserialnumber bypassserialno detectorserial'),
] as const
export type DeviceField = (typeof DEVICE_FIELDS)[number]['key']

const READINGS = [
  ['rv_opened', 'relief valve opened', 'rvopened rv relief reliefvalve reliefopened rvopenedat rvpsid'],
  ['cv1', 'check 1', 'cv1 check1 checkvalve1 no1check firstcheck 1stcheck cv1psid check1psid'],
  ['cv2', 'check 2', 'cv2 check2 checkvalve2 no2check secondcheck 2ndcheck cv2psid check2psid'],
  ['bc', 'bypass check', 'bc bypasscheck bypasscv type2bypass'],
  ['ai_opened', 'air inlet opened', 'aiopened ai airinlet airinletopened aiopenedat aipsid'],
  ['ai_fully_open', 'air inlet fully open', 'aifullyopen fullyopen openedfully didairinletfullyopen'],
  ['cv', 'check valve', 'cv check checkvalve cvpsid'],
] as const

/** Fields of a sheet of past tests. */
export const TEST_FIELDS = [
  field(
    'serial',
    'Serial',
    'Test',
    'serialnumber serialno serialnum sn assemblyserial assemblyserialnumber deviceserial',
  ),
  field('type', 'Assembly type', 'Test', 'type devicetype backflowtype'),
  field('tested_on', 'Test date', 'Test', 'testdate tested datetested dateoftest date testedon initialtestdate'),
  field('result', 'Result', 'Test', 'testresult passfail outcome status finalresult'),
  field('tester_name', 'Tester', 'Test', 'testername testedby technician tech inspector'),
  field(
    'cert_no',
    'Certificate number',
    'Test',
    'certno certnumber certificationnumber certificateno licence license licenseno licensenumber testercert bpat',
  ),
  field(
    'gauge_serial',
    'Gauge serial',
    'Test',
    'gaugeserialnumber gaugeserialno gauge gaugeno testkitserial testkit kitserial',
  ),
  field('line_pressure', 'Line pressure, psi', 'Test', 'linepsi linepressure linepressurepsi staticpressure pressure'),
  field('repairs', 'Repairs', 'Test', 'repair repairsmade repairsandmaterials materials repairnotes'),
  field('retest_on', 'Date after repair', 'Test', 'retestdate retestedon finaltestdate finaldate repairdate'),
  field('remarks', 'Remarks', 'Test', 'note notes comments comment'),
  ...readingFields('', '', 'Readings'),
  ...readingFields('bypass_', 'Bypass ', 'Readings'),
  ...readingFields('retest_', 'After repair: ', 'Readings after repair'),
  ...readingFields('retest_bypass_', 'After repair: bypass ', 'Readings after repair'),
] as const

type ReadingName = (typeof READINGS)[number][0]
type ReadingPrefix = '' | 'bypass_' | 'retest_' | 'retest_bypass_'
export type TestField =
  | 'serial'
  | 'type'
  | 'tested_on'
  | 'result'
  | 'tester_name'
  | 'cert_no'
  | 'gauge_serial'
  | 'line_pressure'
  | 'repairs'
  | 'retest_on'
  | 'remarks'
  | `${ReadingPrefix}${ReadingName}`

// Headers put the stage and the part in front in either order: 'Retest Bypass CV1', 'Final Bypass CV1', 'Bypass final CV1'.
function readingFields(
  prefix: ReadingPrefix,
  label: string,
  group: TargetField['group'],
): (TargetField & { key: TestField })[] {
  const stages = prefix.startsWith('retest') ? ['retest', 'final', 'afterrepair'] : ['', 'initial']
  const parts = prefix.endsWith('bypass_') ? ['bypass', 'bp'] : ['']
  return READINGS.map(([name, words, names]) => {
    const fronts = stages.flatMap((stage) =>
      parts.flatMap((part) => (part === '' ? [stage] : [stage + part, part + stage])),
    )
    const text = label === '' ? words.charAt(0).toUpperCase() + words.slice(1) : label + words
    const all = fronts.flatMap((front) => names.split(' ').map((word) => front + word))
    return { key: `${prefix}${name}` as const, label: text, group, names: [plain(text), ...all] }
  })
}
