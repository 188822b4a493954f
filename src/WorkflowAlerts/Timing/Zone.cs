namespace WorkflowAlerts.Timing;

/// <summary>Between the clock on a wall somewhere and the one line of time.</summary>
internal static class Zone
{
    /// <summary>
    /// The zone of an IANA name such as <c>Europe/Berlin</c>, or null. Names that only Windows knows, or that some systems take in any case, are none: a
    /// configuration means the same everywhere.
    /// </summary>
    public static TimeZoneInfo? Find(string name) =>
        IsName(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) && zone.HasIanaId && zone.Id == name ? zone : null;

    /// <summary>The name somebody may have meant, or null.</summary>
    public static string? Meant(string name) =>
        TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out string? iana) ? iana
        : TimeZoneInfo.GetSystemTimeZones().FirstOrDefault(zone => zone.HasIanaId && IsAlike(zone.Id, name))?.Id;

    extension(TimeZoneInfo zone)
    {
        /// <summary>When the clock first shows a time. One that it skips counts as the end of the gap.</summary>
        public DateTimeOffset First(DateTime local) => zone.At(local, offsets => offsets.Max());

        /// <summary>When the clock last shows a time: where it is set back, the second time. One that it skips counts as the end of the gap.</summary>
        public DateTimeOffset Last(DateTime local) => zone.At(local, offsets => offsets.Min());

        /// <summary>What the clock shows.</summary>
        public DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

        private DateTimeOffset At(DateTime local, Func<TimeSpan[], TimeSpan> choose)
        {
            // Gaps begin and end at whole minutes, as do the times of a configuration.
            while (zone.IsInvalidTime(local))
            {
                local = local.AddMinutes(1);
            }

            TimeSpan offset = zone.IsAmbiguousTime(local) ? choose(zone.GetAmbiguousTimeOffsets(local)) : zone.GetUtcOffset(local);
            return new DateTimeOffset(local, offset).ToUniversalTime();
        }
    }

    // On Linux a name is a file's path.
    private static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+') && name[0] != '/';

    private static bool IsAlike(string id, string name) =>
        id.Equals(name.Trim().Replace(' ', '_'), StringComparison.OrdinalIgnoreCase)
        || (name.Length > 2 && id.EndsWith("/" + name.Trim().Replace(' ', '_'), StringComparison.OrdinalIgnoreCase));
}
