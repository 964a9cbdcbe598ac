/** Real pictures for samples. Knows tensors, and nothing of networks. */
package dev.gradc.samples.digits;
