import * as maplibre from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { GlMap, MapColours } from './gl-map.ts'

/** A map of states and counties, drawn from files of ours alone. */
export function openMaplibre(container: HTMLElement, colours: MapColours): GlMap {
  maplibre.setWorkerUrl(new URL('maplibre-gl/dist/maplibre-gl-worker.mjs', import.meta.url).toString())
  const map = new maplibre.Map({
    container,
    style: outlineStyle(colours),
    center: [-96, 38],
    zoom: 3.4,
    minZoom: 2,
    maxZoom: 18,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: { compact: false },
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right')
  return map
}

/** What the map itself draws where no streets are set up: states and counties, names without a server for letters. */
function outlineStyle(colours: MapColours): StyleSpecification {
  const name = (kind: string, minzoom: number, maxzoom: number, size: number): LayerSpecification => ({
    id: kind,
    type: 'symbol',
    source: kind === 'county-name' ? 'counties' : 'states',
    minzoom,
    maxzoom,
    filter: ['==', ['get', 'kind'], kind],
    layout: { 'text-field': ['get', 'name'], 'text-size': size, 'text-max-width': 8 },
    paint: { 'text-color': colours['ink-2'], 'text-halo-color': colours.surface, 'text-halo-width': 1 },
  })
  return {
    version: 8,
    sources: {
      states: {
        type: 'geojson',
        data: new URL('/map-data/states.json', location.href).href,
        attribution: 'U.S. Census Bureau',
      },
      counties: { type: 'geojson', data: new URL('/map-data/counties.json', location.href).href },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colours.canvas } },
      {
        id: 'land',
        type: 'fill',
        source: 'states',
        filter: ['==', ['get', 'kind'], 'land'],
        paint: { 'fill-color': colours.surface },
      },
      {
        id: 'county',
        type: 'line',
        source: 'counties',
        minzoom: 5,
        filter: ['==', ['get', 'kind'], 'county'],
        paint: { 'line-color': colours.line, 'line-width': 1 },
      },
      {
        id: 'state',
        type: 'line',
        source: 'states',
        filter: ['!=', ['get', 'kind'], 'state-name'],
        paint: { 'line-color': colours.edge, 'line-width': 1 },
      },
      name('state-name', 3, 7, 12),
      name('county-name', 7, 24, 11),
    ],
  }
}
