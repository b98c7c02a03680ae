@NullMarked
package dev.trustedaccess.aws.service;

import org.jspecify.annotations.NullMarked;
