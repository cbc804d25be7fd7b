public import DomainErrors

extension ComposeError {
    public var details: ErrorDetails<Code> {
        switch self {
        case .empty: ErrorDetails(.emptyPost, .text)
        case .tooLong(let characters, let limit):
            ErrorDetails(
                .textTooLong, .text,
                ["characters": .number(characters), "limit": .number(limit)])
        case .limitedTooLong(let characters, let limit):
            ErrorDetails(
                .limitedTextTooLong, .text,
                ["characters": .number(characters), "limit": .number(limit)])
        case .unknownUser(let name): ErrorDetails(.unknownUser, .user, ["name": .text(name)])
        case .unknownAspect(let name, let known):
            ErrorDetails(.unknownAspect, .aspects, ["name": .text(name), "known": .list(known)])
        case .noAspect: ErrorDetails(.noAspect, .aspects)
        case .tooMuchMarkup: ErrorDetails(.tooMuchMarkup, .text)
        case .unknownPost(let guid): ErrorDetails(.unknownPost, .post, ["guid": .text(guid)])
        case .unknownDraft(let guid): ErrorDetails(.unknownDraft, .draft, ["guid": .text(guid)])
        case .notTheAuthor(let guid): ErrorDetails(.notTheAuthor, nil, ["guid": .text(guid)])
        case .deleted(let guid): ErrorDetails(.deleted, nil, ["guid": .text(guid)])
        case .slug(let slug): ErrorDetails(.unusableSlug, .slug, ["slug": .text(slug)])
        case .location(let limit):
            ErrorDetails(.locationLength, .location, ["limit": .number(limit)])
        case .altTooLong(let characters, let limit):
            ErrorDetails(
                .altTooLong, .alt,
                ["characters": .number(characters), "limit": .number(limit)])
        case .photo(let path, let problem):
            ErrorDetails(
                .unusablePhoto, .photos,
                ["path": .text(path), "problem": .error(problem.record)])
        case .tooManyPhotos(let count, let limit):
            ErrorDetails(
                .tooManyPhotos, .photos, ["count": .number(count), "limit": .number(limit)])

        // MARK: - Polls

        case .pollQuestion(let limit):
            ErrorDetails(.pollQuestionLength, .poll, ["limit": .number(limit)])
        case .tooFewPollAnswers(let least):
            ErrorDetails(.tooFewPollAnswers, .poll, ["least": .number(least)])
        case .tooManyPollAnswers(let limit):
            ErrorDetails(.tooManyPollAnswers, .poll, ["limit": .number(limit)])
        case .pollAnswer(let limit):
            ErrorDetails(.pollAnswerLength, .poll, ["limit": .number(limit)])

        // MARK: - What a file says

        case .frontMatter(let place, let reason):
            ErrorDetails(.frontMatter, .text, ["place": .text(place), "reason": .text(reason)])
        case .picture(let place, let destination, let problem):
            ErrorDetails(
                .unusablePicture, .text,
                [
                    "place": .text(place), "picture": .text(destination),
                    "problem": .error(problem.record),
                ])

        // MARK: - Changes of what readers of a post hold already

        case .picturesChanged: ErrorDetails(.picturesChanged, .photos)
        case .draftHasNoDate(let guid):
            ErrorDetails(.draftWithoutDate, .date, ["guid": .text(guid)])
        case .dateToCome: ErrorDetails(.dateToCome, .date)
        case .pollIsFixed: ErrorDetails(.fixedPoll, .poll)

        // MARK: - Answers

        case .unknownComment(let guid):
            ErrorDetails(.unknownComment, .comment, ["guid": .text(guid)])
        case .notLiked(let guid): ErrorDetails(.notLiked, nil, ["guid": .text(guid)])
        case .noPoll(let guid): ErrorDetails(.noPoll, .post, ["guid": .text(guid)])
        case .unknownAnswer(let text, let known):
            ErrorDetails(
                .unknownPollAnswer, .answer, ["answer": .text(text), "known": .list(known)])
        case .votedAlready(let guid): ErrorDetails(.votedAlready, .post, ["guid": .text(guid)])
        case .notPublic(let guid): ErrorDetails(.notPublic, .post, ["guid": .text(guid)])
        case .ownPost(let guid): ErrorDetails(.ownPost, .post, ["guid": .text(guid)])
        case .resharedAlready(let guid):
            ErrorDetails(.resharedAlready, .post, ["guid": .text(guid)])
        case .reshareHasNoText(let guid):
            ErrorDetails(.reshareWithoutText, .text, ["guid": .text(guid)])
        case .takesNoAnswers(let name, let other):
            ErrorDetails(.takesNoAnswers, nil, ["name": .text(name), "from": .text(other)])

        // MARK: - People

        case .unknownPerson(let id): ErrorDetails(.unknownPerson, .person, ["id": .text(id)])
        case .closedAccount(let id, nil): ErrorDetails(.personGone, .person, ["id": .text(id)])
        case .closedAccount(let id, let new?):
            ErrorDetails(.personMoved, .person, ["id": .text(id), "new": .text(new)])
        case .notAContact(let id): ErrorDetails(.notAContact, .person, ["id": .text(id)])
        case .ignored(let id): ErrorDetails(.ignoredPerson, .person, ["id": .text(id)])
        case .notIgnored(let id): ErrorDetails(.notIgnored, .person, ["id": .text(id)])
        case .ignoringOneself: ErrorDetails(.ignoringOneself, .person)
        case .ownContact: ErrorDetails(.ownContact, .person)
        case .blockedPod(let id): ErrorDetails(.podOfPersonBlocked, .person, ["id": .text(id)])
        case .personChanged(let id): ErrorDetails(.personChanged, .person, ["id": .text(id)])
        case .aspectNameLength(let limit):
            ErrorDetails(.aspectNameLength, .aspect, ["limit": .number(limit)])
        case .aspectExists(let name): ErrorDetails(.aspectExists, .aspect, ["name": .text(name)])
        case .tooManyAspects(let limit):
            ErrorDetails(.tooManyAspects, .aspect, ["limit": .number(limit)])
        case .unusableTag(let name): ErrorDetails(.unusableTag, .tags, ["name": .text(name)])
        case .tooManyFollowedTags(let limit):
            ErrorDetails(.tooManyFollowedTags, .tags, ["limit": .number(limit)])
        case .lookedUpTooOften(let minutes):
            ErrorDetails(.lookedUpTooOften, nil, ["minutes": .number(minutes)])

        // MARK: - Conversations

        case .unknownConversation(let guid):
            ErrorDetails(.unknownConversation, .conversation, ["guid": .text(guid)])
        case .subjectLength(let limit):
            ErrorDetails(.subjectLength, .subject, ["limit": .number(limit)])
        case .noParticipant: ErrorDetails(.noParticipant, .participants)
        case .nobodyLeft: ErrorDetails(.nobodyLeft, .conversation)
        case .takesNoMessages(let ids, let name):
            ErrorDetails(
                .takesNoMessages, .participants, ["people": .list(ids), "from": .text(name)])
        case .emptyMessage: ErrorDetails(.emptyMessage, .text)
        case .messageTooLong(let limit):
            ErrorDetails(.messageTooLong, .text, ["limit": .number(limit)])

        // MARK: - Accounts

        case .accountClosed(let name): ErrorDetails(.accountClosed, .user, ["name": .text(name)])
        case .accountClosedAlready(let name):
            ErrorDetails(.accountClosedAlready, .user, ["name": .text(name)])
        case .accountLocked(let name): ErrorDetails(.accountLocked, .user, ["name": .text(name)])
        case .userExists(let name): ErrorDetails(.userExists, .username, ["name": .text(name)])
        case .username(let name, let limit):
            ErrorDetails(
                .unusableUsername, .username, ["name": .text(name), "limit": .number(limit)])
        case .usernameBeginsWithDot: ErrorDetails(.usernameBeginsWithDot, .username)
        case .usernameReserved(let name):
            ErrorDetails(.usernameReserved, .username, ["name": .text(name)])
        case .usernameEnding(let ending):
            ErrorDetails(.usernameEnding, .username, ["ending": .text(ending)])
        case .noDiasporaID(let id): ErrorDetails(.noDiasporaID, .username, ["id": .text(id)])
        case .email(let email): ErrorDetails(.unusableEmail, .email, ["email": .text(email)])
        case .emailInUse(let email, let name):
            ErrorDetails(.emailInUse, .email, ["email": .text(email), "name": .text(name)])
        case .passwordLength(let least, let limit):
            ErrorDetails(
                .passwordLength, .password,
                ["least": .number(least), "limit": .number(limit)])

        // MARK: - Profiles

        case .firstName(let limit):
            ErrorDetails(.unusableFirstName, .firstName, ["limit": .number(limit)])
        case .lastName(let limit):
            ErrorDetails(.unusableLastName, .lastName, ["limit": .number(limit)])
        case .bioTooLong(let limit): ErrorDetails(.bioTooLong, .bio, ["limit": .number(limit)])
        case .profileLocationTooLong(let limit):
            ErrorDetails(.profileLocationTooLong, .location, ["limit": .number(limit)])
        case .profileTags(let limit, let characters):
            ErrorDetails(
                .tooManyProfileTags, .tags,
                ["limit": .number(limit), "characters": .number(characters)])

        // MARK: - Moves from another pod

        case .ownIdentity(let id): ErrorDetails(.ownIdentity, .archive, ["id": .text(id)])
        case .movedAlready(let id): ErrorDetails(.movedAlready, .archive, ["id": .text(id)])
        case .accountOfThisPod(let id): ErrorDetails(.accountOfThisPod, .archive, ["id": .text(id)])
        case .anotherKey(let id): ErrorDetails(.anotherKey, .archive, ["id": .text(id)])
        }
    }
}
