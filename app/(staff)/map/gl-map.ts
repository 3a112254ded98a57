import type { Bounds, MapSite } from '@/lib/positions/map-sites.ts'
import { MARK_PATHS } from './marks.ts'

type Listener = (event: { point: { x: number; y: number }; lngLat: { lng: number; lat: number } }) => void
/** As much of a map as we use: MapLibre's and Mapbox's are the same in this. */
export interface GlMap {
  on(type: 'load' | 'moveend' | 'click', listener: Listener): unknown
  addSource(id: string, source: object): unknown
  getSource(id: string): unknown
  addLayer(layer: object): unknown
  addImage(id: string, image: ImageData, options: { pixelRatio: number }): unknown
  getBounds(): { getWest(): number; getSouth(): number; getEast(): number; getNorth(): number } | null
  getCenter(): { lng: number; lat: number }
  getZoom(): number
  queryRenderedFeatures(box: [[number, number], [number, number]], options: { layers: string[] }): object[]
  unproject(point: [number, number]): { lng: number; lat: number }
  easeTo(to: { center: [number, number]; zoom: number; duration: number }): unknown
  fitBounds(
    bounds: [[number, number], [number, number]],
    options: { padding: number; maxZoom: number; duration: number },
  ): unknown
  resize(): unknown
  remove(): void
}

/** Colours of the page, as the map's own painter reads them. */
export type MapColours = Record<
  | 'canvas'
  | 'surface'
  | 'line'
  | 'edge'
  | 'ink'
  | 'ink-2'
  | 'pass-mark'
  | 'due-mark'
  | 'overdue-mark'
  | 'muted'
  | 'accent',
  string
>
export type LngLat = readonly [longitude: number, latitude: number]
export type RouteLine = { office: LngLat | null; stops: readonly { label: string; name: string; at: LngLat | null }[] }
export type MapHands = {
  showSites: (sites: readonly MapSite[]) => void
  showPicked: (at: LngLat | null) => void
  showRoute: (route: RouteLine) => void
  fit: (bounds: Bounds) => void
  goTo: (at: LngLat) => void
  bounds: () => Bounds
  centre: () => LngLat
  /** The piece of the map below a rectangle on the screen. */
  below: (from: { x: number; y: number }, to: { x: number; y: number }) => Bounds
  close: () => void
}

const COLOURS = [
  'canvas',
  'surface',
  'line',
  'edge',
  'ink',
  'ink-2',
  'pass-mark',
  'due-mark',
  'overdue-mark',
  'muted',
  'accent',
] as const

/** The page's colours as rgb: the map's painter knows neither variables nor oklch. */
export function readColours(element: HTMLElement): MapColours {
  const probe = document.createElement('span')
  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  element.append(probe)
  const colours = Object.fromEntries(COLOURS.map((name) => [name, rgbOf(probe, brush, name)]))
  probe.remove()
  return { ...NO_COLOURS, ...colours }
}

function rgbOf(probe: HTMLElement, brush: CanvasRenderingContext2D | null, name: string): string {
  probe.style.color = `var(--${name})`
  if (brush === null) return '#888'
  brush.fillStyle = getComputedStyle(probe).color
  brush.fillRect(0, 0, 1, 1)
  const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data
  return `rgb(${red}, ${green}, ${blue})`
}

const NO_COLOURS: MapColours = {
  canvas: '#fff',
  surface: '#fff',
  line: '#888',
  edge: '#888',
  ink: '#000',
  'ink-2': '#000',
  'pass-mark': '#888',
  'due-mark': '#888',
  'overdue-mark': '#888',
  muted: '#888',
  accent: '#888',
}

/** Sources and layers of ours, above whatever the map draws. */
function addLayers(map: GlMap, colours: MapColours): void {
  for (const due of [0, 1, 2, 3]) map.addImage(`due-${due}`, drawMark(due, colours), { pixelRatio: MARK_SCALE })
  map.addSource('sites', {
    type: 'geojson',
    data: NOTHING,
    cluster: true,
    clusterRadius: 44,
    clusterMaxZoom: 10,
    clusterProperties: { worst: ['max', ['get', 'due']], late: ['+', ['case', ['==', ['get', 'due'], 3], 1, 0]] },
  })
  for (const id of ['picked', 'way', 'stops']) map.addSource(id, { type: 'geojson', data: NOTHING })
  map.addLayer({
    id: 'clusters',
    type: 'circle',
    source: 'sites',
    filter: ['has', 'point_count'],
    paint: {
      'circle-radius': ['step', ['get', 'point_count'], 16, 50, 20, 500, 26],
      'circle-color': colours.surface,
      'circle-stroke-width': 3,
      'circle-stroke-color': [
        'match',
        ['get', 'worst'],
        3,
        colours['overdue-mark'],
        2,
        colours['due-mark'],
        1,
        colours['pass-mark'],
        colours.muted,
      ],
    },
  })
  map.addLayer({
    id: 'cluster-count',
    type: 'symbol',
    source: 'sites',
    filter: ['has', 'point_count'],
    layout: {
      'text-field': [
        'case',
        ['>', ['get', 'late'], 0],
        ['concat', ['get', 'point_count'], '\n', ['get', 'late'], ' ◆'],
        ['to-string', ['get', 'point_count']],
      ],
      'text-size': 11,
      'text-line-height': 1.1,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': colours.ink },
  })
  map.addLayer({
    id: 'site',
    type: 'symbol',
    source: 'sites',
    filter: ['!', ['has', 'point_count']],
    layout: {
      'icon-image': ['concat', 'due-', ['get', 'due']],
      'icon-allow-overlap': true,
      'symbol-sort-key': ['get', 'due'],
    },
  })
  map.addLayer({
    id: 'picked',
    type: 'circle',
    source: 'picked',
    paint: {
      'circle-radius': 15,
      'circle-opacity': 0,
      'circle-stroke-width': 3,
      'circle-stroke-color': colours.accent,
    },
  })
  map.addLayer({ id: 'way', type: 'line', source: 'way', paint: { 'line-color': colours.accent, 'line-width': 3 } })
  map.addLayer({
    id: 'stops',
    type: 'circle',
    source: 'stops',
    paint: {
      'circle-radius': 11,
      'circle-color': colours.surface,
      'circle-stroke-width': 2,
      'circle-stroke-color': colours.accent,
    },
  })
  map.addLayer({
    id: 'stop-label',
    type: 'symbol',
    source: 'stops',
    layout: { 'text-field': ['get', 'label'], 'text-size': 12, 'text-allow-overlap': true },
    paint: { 'text-color': colours.ink },
  })
}

const NOTHING = { type: 'FeatureCollection', features: [] }
const collection = (features: readonly object[]) => ({ type: 'FeatureCollection', features })
const point = (at: LngLat, properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: at },
})

/** A map that is ready, in our few words. `onMoved` hears of every new view, `onPicked` of the site that was pointed at. */
export function handsOf(
  map: GlMap,
  colours: MapColours,
  heard: { onMoved: (bounds: Bounds) => void; onPicked: (index: number) => void },
): MapHands {
  addLayers(map, colours)
  const bounds = (): Bounds => {
    const seen = map.getBounds()
    return seen === null
      ? { west: -180, south: -90, east: 180, north: 90 }
      : { west: seen.getWest(), south: seen.getSouth(), east: seen.getEast(), north: seen.getNorth() }
  }
  map.on('moveend', () => heard.onMoved(bounds()))
  map.on('click', ({ point: { x, y }, lngLat }) => {
    const found = (layer: string, reach: number) =>
      map.queryRenderedFeatures(
        [
          [x - reach, y - reach],
          [x + reach, y + reach],
        ],
        { layers: [layer] },
      )[0]
    const index = indexOf(found('site', 8))
    if (index !== null) return heard.onPicked(index)
    if (found('clusters', 2) !== undefined)
      map.easeTo({ center: [lngLat.lng, lngLat.lat], zoom: map.getZoom() + 2, duration: 300 })
  })
  const show = (id: string, features: readonly object[]) => {
    const source = map.getSource(id)
    if (typeof source === 'object' && source !== null && 'setData' in source && typeof source.setData === 'function')
      source.setData(collection(features))
  }
  return {
    bounds,
    showSites: (sites) =>
      show(
        'sites',
        sites.flatMap(({ at, due }, index) => (at === null ? [] : [point(at, { index, due })])),
      ),
    showPicked: (at) => show('picked', at === null ? [] : [point(at, {})]),
    showRoute: ({ office, stops }) => {
      const placed = stops.flatMap(({ at }) => (at === null ? [] : [at]))
      const line = office === null ? placed : [office, ...placed, office]
      show(
        'way',
        line.length < 2
          ? []
          : [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: line } }],
      )
      show(
        'stops',
        stops.flatMap(({ at, label }) => (at === null ? [] : [point(at, { label })])),
      )
    },
    fit: ({ west, south, east, north }) =>
      void map.fitBounds(
        [
          [west, south],
          [east, north],
        ],
        { padding: 48, maxZoom: 12, duration: 0 },
      ),
    goTo: ([lng, lat]) => void map.easeTo({ center: [lng, lat], zoom: Math.max(map.getZoom(), 11), duration: 300 }),
    centre: () => {
      const { lng, lat } = map.getCenter()
      return [lng, lat]
    },
    below: (from, to) => {
      const [a, b] = [map.unproject([from.x, from.y]), map.unproject([to.x, to.y])]
      return {
        west: Math.min(a.lng, b.lng),
        east: Math.max(a.lng, b.lng),
        south: Math.min(a.lat, b.lat),
        north: Math.max(a.lat, b.lat),
      }
    },
    close: () => map.remove(),
  }
}

/** The place in the list of sites that a drawn feature carries. */
function indexOf(feature: object | undefined): number | null {
  if (feature === undefined || !('properties' in feature)) return null
  const { properties } = feature
  const index = typeof properties === 'object' && properties !== null && 'index' in properties ? properties.index : null
  return typeof index === 'number' ? index : null
}

const MARK_SCALE = 2
const MARK_SIZE = 20 * MARK_SCALE

/** The mark of a site: a diamond, a triangle, a disc or a ring, so that the meaning is not by colour alone. */
function drawMark(due: number, colours: MapColours): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = MARK_SIZE
  canvas.height = MARK_SIZE
  const brush = canvas.getContext('2d')
  if (brush === null) return new ImageData(MARK_SIZE, MARK_SIZE)
  brush.scale(MARK_SIZE / 20, MARK_SIZE / 20)
  brush.fillStyle =
    [colours.surface, colours['pass-mark'], colours['due-mark'], colours['overdue-mark']][due] ?? colours.muted
  brush.strokeStyle = due === 0 ? colours.muted : colours.surface
  brush.lineWidth = due === 0 ? 2.5 : 1.5
  const path = new Path2D(MARK_PATHS[due])
  brush.fill(path)
  brush.stroke(path)
  return brush.getImageData(0, 0, MARK_SIZE, MARK_SIZE)
}
