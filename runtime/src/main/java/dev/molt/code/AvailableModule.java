package dev.molt.code;

/** A module that is loaded or could be, and where its code is. */
public record AvailableModule(ModuleName module, Which where, boolean loaded) {}
