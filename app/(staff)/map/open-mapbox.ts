import mapbox from 'mapbox-gl'
import 'mapbox-gl/dist/mapbox-gl.css'
import type { GlMap } from './gl-map.ts'

/** A map with streets, from Mapbox, in the page's scheme. */
export function openMapbox(container: HTMLElement, token: string, dark: boolean): GlMap {
  const map = new mapbox.Map({
    container,
    accessToken: token,
    style: `mapbox://styles/mapbox/${dark ? 'dark' : 'light'}-v11`,
    center: [-96, 38],
    zoom: 3.4,
    dragRotate: false,
    pitchWithRotate: false,
    projection: 'mercator',
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new mapbox.NavigationControl({ showCompass: false }), 'top-right')
  return map
}
