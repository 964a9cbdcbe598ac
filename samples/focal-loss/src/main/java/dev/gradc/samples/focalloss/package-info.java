/**
 * Focal Loss for Dense Object Detection (Lin et al., 2017) in small: its curves, and what it does
 * where one window in a thousand shows something.
 */
package dev.gradc.samples.focalloss;
