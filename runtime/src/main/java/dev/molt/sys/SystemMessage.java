package dev.molt.sys;

import dev.molt.term.From;

/**
 * A request to the part of a process that is the runtime's. A special process hands it to {@link
 * SpecialProcess#handle}.
 *
 * <p>OTP: {@code {system, From, Request}}
 */
public record SystemMessage(From from, SystemRequest request) {}
