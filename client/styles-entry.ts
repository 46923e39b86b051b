import '@fontsource/ibm-plex-sans/400.css';
import '@fontsource/ibm-plex-sans/600.css';
import '@fontsource/ibm-plex-serif/500.css';
import '@fontsource/ibm-plex-mono/400.css';
import './styles/font-fallbacks.css';
import './styles/tokens.css';
import './styles/hues.css';
import './styles/base.css';

// Pages are rendered by the server alone: this brings the styles of every component into the browsers' build.
import.meta.glob(['./pages/*.module.css', './ui/*.module.css'], { eager: true });
